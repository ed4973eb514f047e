// How well the library answers: its own lines, and a file of labelled questions.
import { h } from '../dom.js'
import { entryButton, percent, plural, refill, table } from './draw.js'
import { bar, curve } from './plot.js'

const pause = 400 // milliseconds between two looks at how far it is

export default {
  id: 'scorecard',
  title: 'Scorecard',
  mount(el, api) {
    const make = h('button', { type: 'button', className: 'button primary', onclick: run }, 'Make the scorecard')
    const stop = h('button', { type: 'button', className: 'button secondary', disabled: true, onclick: () => calling?.abort() }, 'Stop')
    const meter = h('progress', { max: '1', value: '0', hidden: true, 'aria-label': 'Questions asked' })
    const status = h('p', { role: 'status' })
    const results = h('div', {})
    let calling = null

    async function run() {
      if (calling) return
      calling = new AbortController()
      stop.disabled = false
      make.setAttribute('aria-disabled', 'true')
      meter.hidden = false
      meter.value = 0
      status.textContent = 'Asking …'
      const watch = setInterval(async () => {
        const { asked, of } = await api.get('/api/scorecard').catch(() => ({}))
        if (calling && of) meter.value = asked / of
      }, pause)
      try {
        const card = await api.post('/api/scorecard', {}, calling.signal)
        refill(results, drawn(card, api))
        status.textContent = `Done: ${plural(card.own.n, 'line')} of its own asked.`
      } catch (error) {
        status.textContent = calling.signal.aborted ? 'Stopped.' : error.message
      }
      clearInterval(watch)
      if (document.activeElement === stop) make.focus()
      calling = null
      stop.disabled = true
      make.removeAttribute('aria-disabled')
      meter.hidden = true
    }

    el.append(h('h2', {}, 'Scorecard'),
      h('p', {}, 'Asks the library its own questions and other phrasings: each should get its own entry. Then it compares with the version from the start, and asks the questions of a file, if there is one.'),
      h('div', { className: 'line' }, make, stop, meter), status, results)
  },
}

function drawn(card, api) {
  return [
    h('h3', {}, 'Its own lines'),
    h('p', { className: 'soft' }, `${card.own.n} of ${card.lines} lines of library ${card.version}, the same ones each time; those of entries that were edited are always among them.`),
    tally('What came of its own lines', card.own, { wrong: 'Another entry' }),
    h('h3', {}, 'Since the playground was started'),
    card.change ? change(card.change, api) : h('p', {}, 'Nothing was changed: this is the version from the start.'),
    card.file ? file(card.file, api) : [h('h3', {}, 'A file of questions'), h('p', {}, h('code', {}, 'hebb playground --questions FILE'), ' adds labelled questions (TSV: id, text, topics).')],
  ].flat()
}

// tally is outcomes with how many there are of each.
function tally(caption, t, { wrong = 'Wrong' } = {}) {
  const rows = [['Right', t.right, ''], ['Offered', t.offered, 'less'], [wrong, t.wrong, 'bad'], ['No answer', t.abstained, 'none']]
  return table(caption, ['Outcome', 'Questions', 'Share'], [
    ...rows.map(([name, n, kind]) => [name, String(n), [bar(n, { most: t.n, kind }), h('span', { className: 'block' }, t.n ? percent(n / t.n) : '–')]]),
    ['Answers that are right', `${t.right} of ${t.right + t.wrong + t.out_of_scope_answered}`, percent(t.precision)],
    ...(t.out_of_scope ? [['Out of scope, but answered', `${t.out_of_scope_answered} of ${t.out_of_scope}`, percent(t.out_of_scope_answered / t.out_of_scope)]] : []),
  ])
}

function change(c, api) {
  const says = s => s.entry ? entryButton(api, s.entry, { key: 'change' }) : s.offered.length ? 'offers ' + s.offered.join(', ') : 'no answer'
  return [
    h('p', {}, `Against version ${c.since}: ${plural(c.changes.length + c.left, 'answer')} of ${c.asked} changed.`),
    table('How answers changed', ['Effect', 'Questions'], c.effects.map(e => [e.label, String(e.count)])),
    c.changes.length && h('details', {}, h('summary', {}, 'Which'),
      table('Changed answers, the worst first', ['Question', 'Effect', 'Before', 'Now'],
        c.changes.map(x => [x.question, [c.effects.find(e => e.effect === x.effect)?.label, x.note && h('small', { className: 'block' }, c.notes[x.note])], says(x.old), says(x.new)]), { stacked: true }),
      c.left > 0 && h('p', {}, `… and ${c.left} more.`)),
  ].filter(Boolean)
}

function file(f, api) {
  const groups = Object.entries(f.by)
  return [
    h('h3', {}, `Questions of ${f.name}`),
    tally(`What came of ${f.name}`, f),
    ...groups.map(([group, values]) => table(`By ${group}`, [group, 'Right', 'Offered', 'Wrong', 'No answer', 'Precision'],
      Object.entries(values).map(([name, t]) => [name, ...[t.right, t.offered, t.wrong, t.abstained].map(String), percent(t.precision)]))),
    h('h4', {}, 'Precision and coverage'),
    curve(f.curve.map((t, n) => ({ x: t.coverage, y: t.precision, label: n % 4 === 3 && `from ${t.at.toFixed(2)}` })), { xTitle: 'questions in scope that are answered', yTitle: 'answers that are right', least: 0.5 }),
    h('details', {}, h('summary', {}, 'The same as a table'),
      table('If answers were given from a confidence on', ['From', 'Answered', 'Right', 'Out of scope answered'], f.curve.map(t => [t.at.toFixed(2), percent(t.coverage), percent(t.precision), percent(t.out_of_scope)]))),
    f.misses.length && h('details', {}, h('summary', {}, `Not answered rightly (${f.misses.length + f.left})`),
      table('Questions that were not answered rightly, by their id', ['Id', 'Outcome', 'Wanted', 'Got'],
        f.misses.map(m => [m.id, m.outcome, m.want.join(', '), m.got ? entryButton(api, m.got, { key: 'miss' }) : '–']), { stacked: true })),
  ].filter(Boolean)
}
