// An entry exactly as members see it, and what a moderator looks at besides.
import { h } from '../dom.js'
import { drawMessage, paint } from '../message.js'
import { latest, problemList, refill } from './draw.js'

export default {
  id: 'preview',
  title: 'Preview',
  mount(el, api) {
    const name = h('input', { id: 'preview-entry', type: 'text', autocomplete: 'off', placeholder: 'topic#entry' })
    const heading = h('h2', { tabindex: '-1' }, 'Preview')
    const body = h('div', {}, h('p', {}, 'Open an entry in the content, or name one.'))
    const trouble = h('p', { className: 'trouble', role: 'status' })
    let lang, shown = ''

    const load = latest(async () => {
      if (!name.value.trim() || el.hidden) return
      const v = await api.get('/api/preview?' + new URLSearchParams({ entry: name.value.trim(), lang: lang ?? 'en' }))
      return () => {
        trouble.textContent = ''
        const text = JSON.stringify(v)
        if (text === shown) return
        shown = text
        heading.textContent = v.title || v.entry
        refill(body, drawn(v, api))
      }
    }, error => { trouble.textContent = error.message; shown = ''; heading.textContent = 'Preview'; refill(body) })

    el.append(heading,
      h('form', { onsubmit: e => { e.preventDefault(); load() } },
        h('label', { for: 'preview-entry' }, 'Entry'),
        h('div', { className: 'line' }, h('div', { className: 'typing' }, name), h('button', { className: 'button primary' }, 'Show'))),
      trouble, body)
    el.addEventListener('entry', e => {
      name.value = e.detail.entry
      lang = e.detail.lang
      load()
      heading.focus()
    })
    name.addEventListener('input', () => { lang = undefined })
    api.on('content', load)
    api.on('theme', () => { for (const m of body.querySelectorAll('discord-message')) paint(m, api.theme()) })
    el.addEventListener('show', load)
  },
}

// show opens an entry in the panel, which is shown already.
export function show(el, entry, lang) {
  el.dispatchEvent(new CustomEvent('entry', { detail: { entry, lang } }))
}

function drawn(v, api) {
  const message = wire => h('div', { className: 'asSeen' }, drawMessage({ ...wire, id: '', author: { id: api.world.bot.id, bot: true }, timestamp: new Date().toISOString() }, api))
  return [
    !v.served && h('p', { className: 'banner bad' }, v.status === 'published' ? 'Members do not see this entry: it is withdrawn, switched off, or not in the version that is served.' : `Members do not see this entry: its topic has the status “${v.status}”.`),
    v.short && [h('h3', {}, 'The short answer, as members see it'), message(v.short)],
    v.whole && [h('h3', {}, 'All of it'), message(v.whole)],
    v.problems.length && [h('h3', {}, 'Checks'), problemList(v.problems)],
    h('h3', {}, 'About it'),
    h('dl', {}, [
      ['Id', h('code', {}, v.entry)], ['Written at', v.at && h('code', {}, v.at)], ['Status', v.status], ['Risk', v.risk], ['Review by', v.review_by || 'not told'],
      ['Reading grade', v.grade ? `${v.grade} (years of school)` : ''], ['Words', v.words || ''], ['Checks', v.problems.length ? '' : 'nothing to mend'],
    ].filter(([, value]) => value).map(([k, value]) => [h('dt', {}, k), h('dd', {}, value)]).flat()),
    v.also_asked.length && h('details', {}, h('summary', { dataset: { key: 'asked' } }, `Also asked (${v.also_asked.length})`), h('ul', {}, v.also_asked.map(a => h('li', {}, a)))),
    v.sources.length && [h('h3', {}, 'Sources'), h('ol', {}, v.sources.map(s => h('li', {}, /^https?:/.test(s.url) ? h('a', { href: s.url, target: '_blank', rel: 'noopener noreferrer' }, s.title) : s.title, `, ${s.publisher}, ${s.year || 'no date'} `, h('code', {}, s.id))))],
  ].flat()
}
