// What can be tried here.
import { h } from '../dom.js'

export default {
  id: 'about',
  title: 'Try this',
  mount(el, api) {
    el.append(
      h('h2', {}, 'Try this'),
      h('ul', {},
        h('li', {}, 'Ask a question, with @Hebb switched on: “does therapy change the brain?”'),
        h('li', {}, 'Type / for Hebb’s commands; the arrow keys choose.'),
        h('li', {}, 'Press the buttons below an answer.'),
        h('li', {}, 'Be somebody else: what “only you can see” is not there for them.'),
        h('li', {}, 'As a moderator, type /settings or /library.')),
      h('h2', {}, 'What this is'),
      h('p', {}, 'A Discord of its own on this machine, with the real Hebb in it. Nothing leaves the machine, and nothing is kept when it stops.'),
      h('p', {}, api.world.writable ? ['The content files are in ', h('code', {}, api.world.folder), '. Change them in an editor: answers follow at once.'] : ''))
  },
}
