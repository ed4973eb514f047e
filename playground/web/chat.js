import { h } from './dom.js'
export function startChat(api) {
  const log = document.getElementById('log')
  api.on('view', () => log.replaceChildren(...api.view.messages.map(m => h('p', {}, m.author.username + ': ' + (m.content || m.embeds[0]?.description || '')))))
}
