// The content files: topics and entries, and what is wrong with them as they change.
import { h } from '../dom.js'
import { entryButton, latest, plural, problemList, refill } from './draw.js'

export default {
  id: 'content',
  title: 'Content',
  mount(el, api) {
    const status = h('p', { role: 'status' })
    const problems = h('div', {})
    const count = h('p', { role: 'status', className: 'soft' })
    const filter = h('input', { id: 'content-filter', type: 'text', autocomplete: 'off', oninput: () => tree() })
    const topics = h('ul', { className: 'tree' })
    const open = new Set() // files whose entries are shown
    let listed = null, times = 0

    const load = latest(async () => {
      if (el.hidden || times === api.content.times) return
      const now = api.content.times
      const answer = await api.get('/api/content')
      return () => { times = now; listed = answer; draw() }
    }, error => { status.textContent = error.message })

    function draw() {
      const { content, embedded } = listed
      const found = `${plural(content.errors, 'error')}, ${plural(content.warnings, 'warning')}.`
      const served = content.version.slice(0, 12)
      status.textContent = content.refused
        ? `${found} These files are not served: ${embedded ? 'the library inside the program is' : 'the version before is'} (${served}), until the errors are mended.`
        : `Version ${served} is served. ${found}`
      status.className = content.refused ? 'banner bad' : 'banner'
      const errors = listed.problems.filter(p => p.severity === 'error'), warnings = listed.problems.filter(p => p.severity !== 'error')
      const more = content.errors + content.warnings - listed.problems.length
      const unfolded = problems.querySelector('details')?.open
      refill(problems,
        errors.length && [h('h3', {}, 'Errors'), problemList(errors)],
        !errors.length && content.refused && h('p', {}, 'The files cannot be read.'),
        warnings.length && h('details', { open: unfolded }, h('summary', { dataset: { key: 'warnings' } }, `Warnings (${content.warnings})`), problemList(warnings)),
        more > 0 && h('p', {}, `… and ${plural(more, 'more', 'more')}.`))
      tree()
    }

    // tree draws the topics that match the filter; entries are drawn when a topic is opened.
    function tree() {
      if (!listed) return
      const wanted = filter.value.trim().toLowerCase()
      const matches = text => text.toLowerCase().includes(wanted)
      const langs = new Set(listed.topics.map(t => t.lang)).size
      const shown = listed.topics.map(t => ({ t, entries: !wanted || matches(t.id) || matches(t.title) ? t.entries : t.entries.filter(e => matches(e.id) || matches(e.title)) }))
        .filter(({ t, entries }) => entries.length || !wanted || matches(t.title))
      refill(topics, shown.map(({ t, entries }) => topic(t, entries, langs > 1, wanted !== '')))
      count.textContent = `${shown.length} of ${plural(listed.topics.length, 'topic')}, ${plural(shown.reduce((n, x) => n + x.entries.length, 0), 'entry', 'entries')}`
    }

    function topic(t, entries, withLang, narrowed) {
      const list = h('ul', {})
      const fill = () => { if (!list.childElementCount) list.append(...entries.map(e => entry(t, e))) }
      const unfolded = open.has(t.file) || (narrowed && entries.length < 20)
      if (unfolded) fill()
      return h('li', {}, h('details', {
        open: unfolded,
        ontoggle: e => { if (e.target.open) { open.add(t.file); fill() } else open.delete(t.file) },
      },
      h('summary', { dataset: { key: t.file } }, t.title, ' ', h('small', {}, t.id, withLang && ` (${t.lang})`), badges(t)), list))
    }

    const badges = t => [t.status !== 'published' && h('span', { className: 'badge' }, t.status || 'status unknown'), t.risk === 'high' && h('span', { className: 'badge high' }, 'high risk')]

    const entry = (t, e) => h('li', {}, entryButton(api, e.id, { lang: t.lang, label: e.title || e.id, key: 'content' }), ' ',
      h('small', {}, e.id.split('#')[1]), !e.served && h('span', { className: 'badge' }, 'not served'))

    el.append(h('h2', {}, 'Content'), status, api.world.writable ? h('p', { className: 'soft' }, 'The files are in ', h('code', {}, api.world.folder)) : '', problems,
      h('h3', {}, 'Topics'), h('label', { for: 'content-filter' }, 'Show those with '), filter, count, topics)
    api.on('content', load)
    el.addEventListener('show', load)
  },
}
