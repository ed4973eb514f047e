// Why a question is answered as it is.
import { h } from '../dom.js'
import { entryButton, latest, refill, table } from './draw.js'
import { bar } from './plot.js'

export default {
  id: 'why',
  title: 'Why',
  mount(el, api) {
    const question = h('input', { id: 'why-question', type: 'text', maxlength: '2000', autocomplete: 'off' })
    const verdict = h('p', { role: 'status', className: 'verdict' })
    const details = h('div', {})
    let shown = '' // where and what is explained

    const explain = latest(async () => {
      const text = question.value.trim()
      shown = `${api.here()} ${text}`
      if (!text) return () => { tell('Ask something in the channel, or type a question above.') }
      const why = await api.act('/api/why', { text })
      return () => {
        verdict.textContent = why.verdict
        refill(details, explained(why, api))
      }
    }, error => tell(error.message))

    function tell(text) {
      verdict.textContent = text
      refill(details)
    }

    // follow explains what was asked last, by whoever looks and where they are.
    function follow() {
      if (el.hidden) return
      const asked = api.asked.get(api.here()) ?? ''
      if (shown === `${api.here()} ${asked}`) return
      question.value = asked
      explain()
    }

    el.append(
      h('h2', {}, 'Why this answer?'),
      h('form', { onsubmit: e => { e.preventDefault(); explain() } },
        h('label', { for: 'why-question' }, 'The question asked last here, or another'),
        h('div', { className: 'line' }, h('div', { className: 'typing' }, question), h('button', { className: 'button primary' }, 'Explain'))),
      verdict, details)
    api.on('asked', follow)
    api.on('place', follow)
    api.on('content', () => { if (!el.hidden && question.value.trim()) explain() })
    el.addEventListener('show', follow)
  },
}

function explained(why, api) {
  return [
    h('h3', {}, 'Triage'),
    h('p', {}, why.category === 'none' ? 'An ordinary question.' : ['Taken for ', h('code', {}, why.category), '.'], why.minor && ' The asker says that they are under 18.'),
    why.cues.length ? [h('p', {}, 'It went by these cues:'), h('ul', {}, why.cues.map(c => h('li', {}, h('code', {}, c))))] : [],
    words(why),
    h('h3', {}, 'Entries that were considered'),
    why.candidates.length ? [
      h('p', { className: 'soft' }, `From ${two(why.answer_at)} on an entry answers, from ${two(why.offer_at)} on it is offered: the lines across the bars. The best is ${two(why.margin)} ahead of the next.`),
      table('Candidates, the best first', ['Entry', 'Confidence', 'Words found', 'Words missing'], why.candidates.map(c => [
        [entryButton(api, c.entry, { key: 'why' }), h('small', { className: 'block' }, c.at)],
        [bar(c.confidence, { marks: [why.offer_at, why.answer_at], kind: c.confidence >= why.answer_at ? '' : 'less' }), h('span', { className: 'block' }, two(c.confidence), ' ', h('small', {}, c.confidence >= why.answer_at ? 'answers' : c.confidence >= why.offer_at ? 'is offered' : 'too low'))],
        c.found.length ? h('ul', { className: 'words' }, c.found.map(f => h('li', {}, f.word, f.in.length > 0 && h('small', {}, ` in ${f.in.join(', ')}`)))) : '–',
        c.missing.join(', ') || '–',
      ]), { stacked: true }),
    ] : h('p', {}, 'None was searched for, or nothing has anything in common with it.'),
    why.unserved.length ? [h('h3', {}, 'Not served'), h('ul', {}, why.unserved.map(u => h('li', {}, entryButton(api, u.entry, { key: 'unserved' }), ` ${two(u.confidence)}, ${u.because}`)))] : [],
    h('p', { className: 'soft' }, `Library ${why.library}. Asked by itself, without what was said before; nothing of it is kept.`),
  ].flat()
}

// words is what was made of the question's words.
function words(why) {
  const rows = [['Spelling', why.spelling], ['Added by the lexicon', why.added], ['Topics named', why.topics], ['Put like', why.facet ? [why.facet] : []]].filter(([, list]) => list.length)
  if (!rows.length) return []
  return [h('h3', {}, 'Its words'), h('dl', {}, rows.map(([name, list]) => [h('dt', {}, name), h('dd', {}, list.join(', '))]).flat())]
}

// two is a confidence, cut and not rounded: what stays below a threshold must not look as if
// it reached it.
const two = x => (Math.floor(x * 100 + 1e-6) / 100).toFixed(2)
