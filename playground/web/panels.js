// The panels beside the channel. A panel is a module in panels/ that exports by default
//
//   { id, title, mount(el, api) }
//
// mount is called once, when the panel is first shown, with its empty element and the api of
// app.js; it draws into el and hears of changes by api.on. What is hidden need not be drawn:
// el.hidden says so, and "show" is sent to el each time it is shown. api.preview(entry, lang)
// shows an entry in the panel for that.
//
// To add one, write its module and put it in the list.
import { h } from './dom.js'
import about from './panels/about.js'
import why from './panels/why.js'
import content from './panels/content.js'
import preview, { show as showEntry } from './panels/preview.js'
import scorecard from './panels/scorecard.js'
import insights from './panels/insights.js'

const panels = [about, why, content, preview, scorecard, insights]

export function startPanels(api) {
  const tabs = document.getElementById('tabs')
  const made = panels.map(panel => {
    const el = h('section', { id: 'panel-' + panel.id, role: 'tabpanel', 'aria-labelledby': 'tab-' + panel.id, tabindex: '0', className: 'panel', hidden: true })
    const tab = h('button', { id: 'tab-' + panel.id, type: 'button', role: 'tab', 'aria-controls': el.id, onclick: () => show(tab) }, panel.title)
    tabs.append(tab)
    tabs.parentElement.append(el)
    return { panel, el, tab, mounted: false }
  })

  function show(tab) {
    for (const m of made) {
      const on = m.tab === tab
      m.tab.setAttribute('aria-selected', on)
      m.tab.tabIndex = on ? 0 : -1
      m.el.hidden = !on
      if (!on) continue
      if (!m.mounted) {
        m.mounted = true
        m.panel.mount(m.el, api)
      }
      m.el.dispatchEvent(new Event('show'))
    }
  }

  // Arrows go from tab to tab, as in any tab strip.
  tabs.addEventListener('keydown', e => {
    const at = made.findIndex(m => m.tab === document.activeElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: made.length - 1 }[e.key]
    if (at < 0 || to === undefined) return
    e.preventDefault()
    const { tab } = made[(to + made.length) % made.length]
    tab.focus()
    show(tab)
  })

  api.preview = (entry, lang) => {
    const m = made.find(m => m.panel === preview)
    show(m.tab)
    showEntry(m.el, entry, lang)
  }

  show(made[0].tab)
}
