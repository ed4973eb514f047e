// What several panels are drawn with.
import { h } from '../dom.js'

// refill replaces what is in an element and leaves the focus where it was, by data-key; if
// that is gone, it goes to the element.
export function refill(el, ...children) {
  const had = el.contains(document.activeElement) && el !== document.activeElement
  const key = had && document.activeElement.dataset.key
  el.replaceChildren(...children.flat(Infinity).filter(Boolean))
  if (!had) return
  const again = key && el.querySelector(`[data-key="${CSS.escape(key)}"]`)
  if (!again) el.tabIndex = -1
  ;(again || el).focus({ preventScroll: true })
}

// table is one with a caption; the first cell of a row is its heading. stacked makes each row
// a block where it is narrow: for cells with a lot in them.
export function table(caption, heads, rows, { stacked = false, hidden = false } = {}) {
  return h('table', { className: stacked ? 'stacked' : null, role: 'table' },
    h('caption', { className: hidden ? 'unseen' : null }, caption),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, heads.map(x => h('th', { scope: 'col', role: 'columnheader' }, x)))),
    h('tbody', { role: 'rowgroup' }, rows.map(cells => h('tr', { role: 'row' }, cells.map((c, n) =>
      h(n ? 'td' : 'th', { scope: n ? null : 'row', role: n ? 'cell' : 'rowheader', dataset: { head: heads[n] } }, c))))))
}

// entryButton opens an entry in the preview.
export function entryButton(api, entry, { lang, label = entry, key = '' } = {}) {
  return h('button', { type: 'button', className: 'linkish', dataset: { key: `${key} ${lang ?? ''} ${entry}` }, onclick: () => api.preview(entry, lang) }, label)
}

// problemList is diagnostics, each with its place and the line with a caret.
export function problemList(problems) {
  return h('ul', { className: 'problems' }, problems.map(p => h('li', {},
    h('strong', { className: p.severity }, p.severity === 'error' ? '✖ Error' : '⚠ Warning'), ' ', h('code', {}, p.at), h('br'),
    p.message, ' ', h('small', {}, `[${p.check}]`),
    p.snippet && h('pre', { tabindex: '0', role: 'group', 'aria-label': 'The line, with a caret below the place' }, h('code', {}, p.snippet)))))
}

// percent is a share as it is told; one that is not whole, or not nothing, never looks as if
// it were.
export const percent = x => x > 0.99 && x < 1 ? '> 99 %' : x > 0 && x < 0.01 ? '< 1 %' : `${Math.round(100 * x)} %`

export const plural = (n, one, many = one + 's') => `${n} ${n === 1 ? one : many}`

// latest runs an asynchronous f; what an earlier run comes back with is thrown away, and an
// error is told to fail.
export function latest(f, fail) {
  let n = 0
  return async (...args) => {
    const mine = ++n
    try {
      const draw = await f(...args)
      if (mine === n) draw?.()
    } catch (error) { if (mine === n) fail(error) }
  }
}
