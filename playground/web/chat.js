// The channel: what was said, and the box to say more.
import { h } from './dom.js'
import { drawMessage } from './message.js'
import { startComposer } from './composer.js'
import { openForm } from './form.js'

export function startChat(api) {
  const log = document.getElementById('log')
  const trouble = document.getElementById('trouble')
  const empty = h('p', { className: 'empty' }, 'Nothing has been said here yet. Ask a question below.')
  let drawn = new Map() // message id → {text, el}

  // say does something and shows the form that opens, or why it was not done.
  async function say(path, body) {
    trouble.textContent = ''
    try {
      const answer = await api.act(path, body)
      if (answer.form) openForm(answer.form, api, say)
      return true
    } catch (error) {
      trouble.textContent = error.message
      return false
    }
  }

  const composer = startComposer(api, say, text => { trouble.textContent = text })

  // draw leaves alone what did not change, so that the focus stays and nothing is read out
  // twice.
  function draw() {
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80
    const menus = api.view.commands.filter(c => c.type === 3).map(c => c.name).join()
    const next = new Map()
    let grown = false
    for (const m of api.view.messages) {
      const text = JSON.stringify([m, menus, api.theme()])
      const before = drawn.get(m.id)
      if (before?.text === text) { next.set(m.id, before); continue }
      grown ||= !before
      const key = before?.el.contains(document.activeElement) && document.activeElement.dataset.key
      const el = drawMessage(m, api, say, composer.replyTo)
      next.set(m.id, { text, el })
      if (!before) continue
      before.el.replaceWith(el)
      if (key) (el.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? log).focus()
    }
    for (const [id, { el }] of drawn) if (!next.has(id)) { if (el.contains(document.activeElement)) log.focus(); el.remove() }
    for (const { el } of next.values()) if (!el.isConnected) log.append(el)
    drawn = next
    if (!next.size) log.append(empty)
    else empty.remove()
    if (atEnd || grown) log.scrollTop = log.scrollHeight
  }

  api.on('view', draw)
  api.on('theme', draw)
  api.on('place', () => {
    trouble.textContent = ''
    for (const { el } of drawn.values()) el.remove()
    drawn = new Map()
    draw()
  })
  draw()
}
