// A text field with suggestions: the arrow keys choose, Enter takes, Escape closes, as
// described by ARIA's combobox pattern.
import { h } from './dom.js'

let made = 0

// combobox makes suggestions for an input. suggest(typed) gives [{label, note, value}], or a
// promise of it; pick(item) is called with what was chosen. It returns {list, close, open}.
export function combobox(input, { label, suggest, pick, onopen }) {
  const list = h('ul', { id: 'list-' + ++made, role: 'listbox', 'aria-label': label, className: 'suggestions', hidden: true })
  Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id, autocomplete: 'off' }).forEach(([k, v]) => input.setAttribute(k, v))
  let items = [], at = -1, asked = 0

  function close() {
    asked++
    list.ariaBusy = 'false'
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
    at = -1
  }
  function mark(n) {
    at = n
    for (const [i, el] of [...list.children].entries()) {
      el.setAttribute('aria-selected', i === at)
      if (i === at) { el.scrollIntoView({ block: 'nearest' }); input.setAttribute('aria-activedescendant', el.id) }
    }
    if (at < 0) input.removeAttribute('aria-activedescendant')
  }
  async function open() {
    const mine = ++asked
    list.ariaBusy = 'true'
    const found = await suggest(input.value)
    if (mine !== asked) return // something else was typed meanwhile
    items = found
    list.ariaBusy = 'false'
    list.replaceChildren(...items.map((item, i) => h('li', {
      id: `${list.id}-${i}`, role: 'option', 'aria-selected': 'false',
      onmousedown: e => e.preventDefault(), onclick: () => { close(); pick(item) },
    }, h('span', {}, item.label), item.note && h('small', {}, item.note))))
    at = -1
    input.removeAttribute('aria-activedescendant')
    list.hidden = !items.length
    input.setAttribute('aria-expanded', String(!!items.length))
  }

  input.addEventListener('input', open)
  input.addEventListener('focus', () => { if (onopen === 'focus') open() })
  input.addEventListener('blur', close)
  input.addEventListener('keydown', e => {
    if (list.hidden) return
    const n = items.length
    if (e.key === 'ArrowDown') mark((at + 1) % n)
    else if (e.key === 'ArrowUp') mark((at - 1 + n) % n)
    else if (e.key === 'Escape') close()
    else if (e.key === 'Enter' && at >= 0 || e.key === 'Tab' && at >= 0 && !e.shiftKey) {
      const item = items[at]
      close()
      pick(item)
    } else return
    e.preventDefault()
    e.stopImmediatePropagation()
  })
  return { list, close, open }
}
