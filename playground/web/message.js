// One message, drawn with the Discord components from what is on the wire. What a person
// operates is a native button or select: those of the components cannot be reached by keyboard.
import { h } from './dom.js'
import { markdown } from './markdown.js'

// The components' own colours are too faint in places; the page's are not. Their "only you"
// line cannot be reached by keyboard; the page draws its own.
restyle('discord-message', `
  :host, :host([light-theme]) { color: var(--text); padding-right: 16px }
  .discord-message-timestamp, .discord-message-edited { color: var(--soft) !important }
  .discord-message-ephemeral { display: none }
  .discord-message-content { min-width: 0 }
  .discord-author-avatar img { cursor: default }`)
restyle('discord-author-info', '.discord-author-username { color: var(--text) !important; cursor: default !important; text-decoration: none !important }')
restyle('discord-embed', `
  :host .discord-embed-wrapper, :host([light-theme]) .discord-embed-wrapper { background-color: var(--raised); border-color: var(--line); max-width: 560px }
  :host .discord-left-border, :host([light-theme]) .discord-left-border { background-color: var(--line) }
  :host .discord-embed-wrapper .discord-embed-grid { padding-bottom: .75rem }
  slot[name='footer']::slotted(*) { grid-column: 1/1 }`)
restyle('discord-embed-footer', ':host, :host([light-theme]) { color: var(--soft) }')

function restyle(name, css) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  customElements.get(name).elementStyles.push(sheet)
}

const ephemeral = 1 << 6, loading = 1 << 7

// avatar is a picture made here: no request leaves for one.
const avatars = {}
export function avatar(name, bot) {
  const hue = [...name].reduce((n, c) => n + c.charCodeAt(0) * 47, 0) % 360
  return avatars[name] ??= 'data:image/svg+xml,' + encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="20" fill="${bot ? '#3c45a5' : `hsl(${hue} 45% 32%)`}"/>` +
    `<text x="20" y="27" font-family="sans-serif" font-size="19" text-anchor="middle" fill="#fff">${[...name][0].replace(/\W/g, '?')}</text></svg>`)
}

// drawMessage makes the element of a message. say(path, body) does what a press is for; without
// it the message is there to be read only.
export function drawMessage(m, api, say, reply) {
  const mine = m.author.id === api.person
  const name = api.nameOf(m.author.id)
  const names = id => api.nameOf(id)
  const only = (m.flags & ephemeral) !== 0
  const el = h('discord-message', {
    author: name, avatar: avatar(name, m.author.bot), bot: !!m.author.bot, timestamp: new Date(m.timestamp).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }),
    edited: !!m.edited_timestamp && !!m.content, ephemeral: only,
    dataset: { message: m.id },
  })
  const above = m.used ? [h('strong', {}, api.nameOf(m.interaction_metadata.user.id)), ' used ', h('span', { className: 'mention' }, m.used)]
    : m.message_reference ? ['replying to ', h('strong', {}, api.nameOf(m.referenced_message?.author.id)), ': ', excerpt(m.referenced_message)] : null
  if (above) el.append(h('p', { className: 'above', slot: 'reply' }, above))
  if (m.flags & loading) el.append(h('p', { className: 'thinking' }, name + ' is thinking…'))
  else if (m.content) el.append(h('div', { className: 'markdown' }, markdown(m.content, names)))
  for (const e of m.embeds ?? []) el.append(drawEmbed(e, api, names))
  for (const row of m.components ?? []) el.append(drawComponent(row, m, api, say))
  if (say && only) el.append(h('p', { className: 'only', slot: 'components' }, 'Only you can see this • ',
    h('button', { type: 'button', className: 'linkish', onclick: () => say('/api/dismiss', { message: m.id }) }, 'Dismiss message')))
  else if (say) el.append(tools(m, api, name, mine, say, reply))
  paint(el, api.theme())
  return el
}

// paint gives what was drawn a theme; the components do not ask for it by themselves.
export function paint(el, theme) {
  for (const part of [el, ...el.querySelectorAll('discord-embed, discord-embed-footer')]) part.toggleAttribute('light-theme', theme === 'light')
}

function excerpt(m) {
  if (!m) return 'a message that is gone'
  const text = m.content || m.embeds?.[0]?.title || 'a message'
  return text.replace(/<@!?\d+>/g, '@Hebb').slice(0, 80)
}

// tools is what can be done with a message: reply, and the commands of its menu.
function tools(m, api, name, mine, say, reply) {
  const apps = api.view.commands.filter(c => c.type === 3)
  return h('div', { className: 'tools', slot: 'components' },
    h('button', { type: 'button', className: 'linkish', 'aria-label': `Reply to ${name}`, onclick: () => reply(m) }, 'Reply'),
    apps.length ? h('details', { className: 'apps', onkeydown: closeOnEscape },
      h('summary', { 'aria-label': `Apps for this message by ${name}` }, '⋯ Apps'),
      h('div', { className: 'menu' }, apps.map(c => h('button', {
        type: 'button',
        onclick: e => { e.target.closest('details').open = false; say('/api/menu', { message: m.id, name: c.name }) },
      }, c.name)))) : null)
}

function closeOnEscape(e) {
  if (e.key !== 'Escape') return
  this.open = false
  this.querySelector('summary').focus()
}

function drawEmbed(e, api, names) {
  const el = h('discord-embed', { slot: 'embeds', color: e.color ? '#' + e.color.toString(16).padStart(6, '0') : null })
  const text = []
  if (e.author) text.push(h('p', { className: 'embed-author' }, e.author.name))
  if (e.title) text.push(h('p', { className: 'embed-title', role: 'heading', 'aria-level': '3' }, e.url ? markdown(`[${e.title.replace(/[\[\]\\]/g, '\\$&')}](${e.url})`, names).firstChild : markdown(e.title, names)))
  if (e.description) text.push(h('div', { className: 'markdown' }, markdown(e.description, names)))
  if (e.fields?.length) {
    text.push(h('div', { className: 'fields' }, e.fields.map(f =>
      h('div', { className: f.inline ? 'field inline' : 'field' },
        h('div', { className: 'field-name' }, markdown(f.name, names)), h('div', { className: 'markdown' }, markdown(f.value, names))))))
  }
  el.append(h('discord-embed-description', { slot: 'description' }, text))
  if (e.footer) el.append(h('discord-embed-footer', { slot: 'footer' }, e.footer.text))
  return el
}

const styles = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link' }

function drawComponent(c, m, api, say, inside) {
  const slot = inside ? null : 'components'
  switch (c.type) {
    case 1: return h('div', { className: 'row', slot }, c.components.map(x => drawComponent(x, m, api, say, true)))
    case 2: return button(c, m, say)
    case 3: case 5: case 6: case 7: case 8: return select(c, m, say, c.options ?? things(c.type, api))
    case 10: return h('div', { className: 'markdown', slot }, markdown(c.content))
    case 14: return h('hr', { slot })
    case 17: return h('div', { className: 'container', slot }, c.components.map(x => drawComponent(x, m, api, say, true)))
    case 9: return h('div', { className: 'row', slot }, [...c.components, c.accessory].map(x => drawComponent(x, m, api, say, true)))
  }
  return h('p', { className: 'subtext', slot }, `(a component of type ${c.type}, which the playground does not draw)`)
}

function button(c, m, say) {
  const label = [c.emoji?.name && !c.emoji.id ? c.emoji.name + ' ' : '', c.label ?? '']
  if (c.url) return h('a', { className: 'button link', href: /^https?:/.test(c.url) ? c.url : null, target: '_blank', rel: 'noopener noreferrer' }, label, ' ↗')
  return h('button', {
    type: 'button', className: 'button ' + styles[c.style], disabled: !!c.disabled, dataset: { key: c.custom_id },
    'aria-label': c.label ? null : c.emoji?.name, onclick: () => say('/api/press', { message: m.id, button: c.custom_id }),
  }, label)
}

// things is what can be picked in a menu of users, roles, both, or channels.
function things(type, api) {
  const { people, roles, channels } = api.world
  return { 5: people, 6: roles, 7: [...people, ...roles], 8: channels.filter(c => c.id !== 'dm').map(c => ({ ...c, name: '#' + c.name })) }[type]
    .map(x => ({ value: x.id, label: x.name }))
}

// select draws a menu: one that takes a single value is sent as soon as it is chosen in, as
// on Discord; one that takes more has a button to send.
function select(c, m, say, lines) {
  const most = c.max_values ?? 1, name = c.placeholder || 'Make a selection'
  const send = values => say('/api/select', { message: m.id, menu: c.custom_id, values })
  const options = lines.map(o => h('option', { value: o.value, selected: !!o.default }, o.label + (o.description ? ' — ' + o.description : '')))
  const menu = h('select', { 'aria-label': name, disabled: !!c.disabled, multiple: most > 1, dataset: { key: c.custom_id } })
  if (most > 1) {
    menu.size = Math.min(options.length, 6)
    menu.append(...options)
    return h('span', { className: 'many' }, menu, h('button', { type: 'button', className: 'button secondary', dataset: { key: c.custom_id + ' send' }, onclick: () => send([...menu.selectedOptions].map(o => o.value)) }, 'Choose'))
  }
  const none = c.min_values === 0
  menu.append(h('option', { value: '', disabled: true, selected: !lines.some(o => o.default) }, name), ...options, ...(none ? [h('option', { value: ' ' }, '(none)')] : []))
  // The arrow keys change a closed menu at each step, so what is chosen by keyboard is sent
  // at Enter.
  let keyed = false
  const chosen = () => { keyed = false; if (menu.value) send(menu.value === ' ' ? [] : [menu.value]) }
  menu.setAttribute('aria-describedby', 'menu-hint')
  menu.addEventListener('pointerdown', () => { keyed = false })
  menu.addEventListener('keydown', e => {
    if (e.key === 'Enter' && keyed) { e.preventDefault(); chosen() } else keyed = true
  })
  menu.addEventListener('change', () => { if (!keyed) chosen() })
  return menu
}
