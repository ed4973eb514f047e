// The channel: what was said, and the box to say more.
import { h } from './dom.js'
import { drawMessage, paint } from './message.js'
import { startComposer } from './composer.js'
import { openForm } from './form.js'

// questionOf is the question in an act that Hebb hears, for the panel that explains the answer.
const questionOf = {
  '/api/say': (body, api) => (body.mention || body.reply || api.channel === 'dm') && body.text,
  '/api/command': body => body.name === 'ask' && body.options.question,
}

export function startChat(api) {
  const log = document.getElementById('log')
  const trouble = document.getElementById('trouble')
  const empty = h('p', { className: 'empty' }, 'Nothing has been said here yet. Ask a question below.')
  let drawn = new Map() // message id → {text, el}

  // say does something and shows the form that opens, or why it was not done.
  async function say(path, body) {
    trouble.textContent = ''
    try {
      const asked = questionOf[path]?.(body, api)
      if (asked) api.asked.set(api.here(), asked)
      const answer = await api.act(path, body)
      if (asked) api.emit('asked')
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
    const menus = api.view.commands.filter(c => c.type === 3).map(c => c.name).join()
    const next = new Map()
    let newest = null
    for (const m of api.view.messages) {
      const text = JSON.stringify([m, menus])
      const before = drawn.get(m.id)
      if (before?.text === text) { next.set(m.id, before); continue }
      const key = before?.el.contains(document.activeElement) && document.activeElement.dataset.key
      const el = drawMessage(m, api, say, composer.replyTo)
      next.set(m.id, { text, el })
      if (!before) { newest = el; continue }
      before.el.replaceWith(el)
      if (key) (el.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? log).focus()
    }
    for (const [id, { el }] of drawn) if (!next.has(id)) { if (el.contains(document.activeElement)) log.focus(); el.remove() }
    for (const { el } of next.values()) if (!el.isConnected) log.append(el)
    drawn = next
    if (!next.size) log.append(empty)
    else empty.remove()
    if (newest) show(newest)
  }

  // show scrolls to a new message once it has its size: to its end, or to its beginning if
  // it is longer than what can be seen.
  async function show(el) {
    await Promise.all([el, ...el.querySelectorAll('discord-embed')].map(x => x.updateComplete))
    requestAnimationFrame(() => { log.scrollTop = el.offsetHeight > log.clientHeight ? el.offsetTop - log.offsetTop : log.scrollHeight })
  }

  api.on('view', draw)
  api.on('theme', () => { for (const { el } of drawn.values()) paint(el, api.theme()) })
  api.on('place', () => {
    trouble.textContent = ''
    for (const { el } of drawn.values()) el.remove()
    drawn = new Map()
    draw()
  })
  draw()
}
