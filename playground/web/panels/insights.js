// What is missing in the library, what members think of it, and what is due.
import { h } from '../dom.js'
import { entryButton, latest, plural, refill, table } from './draw.js'
import { bar, timeline } from './plot.js'

const reasons = { helped: 'helped', 'not-helped': 'did not help', wrong: 'wrong', outdated: 'outdated', unclear: 'unclear', unsafe: 'unsafe' }
const states = { soon: 'soon due', overdue: 'overdue', expired: 'no longer served', undated: 'has no date' }

export default {
  id: 'insights',
  title: 'Insights',
  mount(el, api) {
    const body = h('div', {}), status = h('p', { role: 'status' })
    const load = latest(async () => {
      if (el.hidden) return
      const in_ = await api.get('/api/insights')
      return () => { refill(body, drawn(in_, api)) }
    }, error => { status.textContent = error.message })
    const refresh = async () => {
      status.textContent = ''
      await load()
      status.textContent ||= `As of ${new Date().toLocaleTimeString()}.`
    }
    el.append(h('h2', {}, 'Insights'), h('p', { className: 'soft' }, 'Counted without names: nothing here is of one person.'),
      h('div', { className: 'line' }, h('button', { type: 'button', className: 'button secondary', onclick: refresh }, 'Look again'), status), body)
    api.on('content', load)
    el.addEventListener('show', load)
  },
}

const day = text => new Date(text).toISOString().slice(0, 10)
const dated = text => text && !text.startsWith('0001')

function drawn(x, api) {
  const most = Math.max(1, ...x.missing.map(m => m.askers), ...x.phrasings.map(p => p.askers))
  const askers = n => [bar(n, { most }), h('span', { className: 'block' }, `at least ${n}`)]
  return [
    h('h3', {}, 'What is missing'),
    h('p', { className: 'soft' }, `Words of questions that got no answer, once ${x.askers} different people asked.`, dated(x.until) && ` All of it is destroyed on ${day(x.until)} and counted anew.`),
    x.missing.length ? table('Missing, the most asked first', ['Words', 'People', 'Near'], x.missing.map(m => [[m.word, ...m.with].join(', '), askers(m.askers), m.near || '–']), { stacked: true }) : nothing(),
    h('h3', {}, 'How people ask'),
    h('p', { className: 'soft' }, 'People who asked with these words picked this entry. A moderator takes them over in /library insights.'),
    x.phrasings.length ? table('Suggested phrasings', ['Words', 'Entry', 'People'], x.phrasings.map(p => [p.words, entryButton(api, p.entry, { key: 'phrasing' }), askers(p.askers)]), { stacked: true }) : nothing(),
    h('h3', {}, 'Feedback'),
    x.feedback.length ? table('What members said, the worst first', ['Entry', 'Helped', 'What they said'], x.feedback.map(f => feedback(f, api)), { stacked: true }) : nothing(),
    h('h3', {}, 'Due'),
    h('p', {}, `${x.reviewed} of ${plural(x.topics, 'topic')} have a clinician who answers for them. The helplines were checked ${plural(x.helplines.days, 'day')} ago; they must be checked every ${plural(x.helplines.recheck, 'day')}.`),
    x.due.length ? due(x.due) : h('p', {}, 'No review is due.'),
  ].flat()
}

const nothing = () => h('p', {}, 'Nothing yet.')

function feedback(f, api) {
  const helped = f.counts.helped ?? 0, asked = helped + (f.counts['not-helped'] ?? 0)
  return [
    entryButton(api, f.entry, { key: 'feedback' }),
    asked ? [bar(helped, { most: asked }), h('span', { className: 'block' }, `${helped} of ${asked}`)] : '–',
    Object.entries(reasons).filter(([r]) => f.counts[r]).map(([r, label]) => `${label} ${f.counts[r]}`).join(', ') || '–',
  ]
}

function due(list) {
  const events = list.filter(d => dated(d.review_by)).map(d => ({ at: new Date(d.review_by), kind: d.state === 'soon' ? 'soon' : 'late' }))
  return [
    events.length > 0 && timeline(events, new Date()),
    events.length > 0 && h('p', { className: 'soft' }, 'Squares are late, dots soon due. The same as a table:'),
    table('Reviews, the earliest first', ['Topic', 'Review by', 'State'], list.map(d => [d.topic, dated(d.review_by) ? day(d.review_by) : '–', states[d.state] ?? d.state])),
  ].filter(Boolean)
}
