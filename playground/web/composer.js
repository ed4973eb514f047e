// The box at the bottom: a message, or a slash command with its options.
import { h } from './dom.js'
import { combobox } from './combobox.js'

const subcommand = 1, group = 2

// paths lists commands as they are typed: "ask", "library edit".
function paths(commands) {
  const all = []
  const walk = (name, c) => {
    const inner = (c.options ?? []).filter(o => o.type === subcommand || o.type === group)
    if (inner.length) for (const o of inner) walk(`${name} ${o.name}`, o)
    else all.push({ name, description: c.description, options: c.options ?? [] })
  }
  for (const c of commands) if (c.type === 1) walk(c.name, c)
  return all.sort((a, b) => a.name.localeCompare(b.name))
}

// startComposer draws the box. say does an act; tell shows a person why it was not done.
export function startComposer(api, say, tell) {
  const form = document.getElementById('composer')
  let mention = true // <@bot> goes before what is said, as a person would write it
  let replying = null
  let submit = () => {}
  let refresh = () => {} // what is suggested, when the commands are others
  form.addEventListener('submit', e => { e.preventDefault(); submit() })

  const here = () => {
    const c = api.world.channels.find(c => c.id === api.channel)
    return c.id === 'dm' ? 'Hebb, in a direct message' : '#' + c.name
  }

  // message is the box for a message.
  function message(focus) {
    const input = h('input', { id: 'text', type: 'text', maxlength: '2000', 'aria-label': `Message ${here()}, or / for a command`, placeholder: `Message ${here()}, or / for a command` })
    const box = combobox(input, {
      label: 'Commands',
      suggest: typed => typed.startsWith('/') ? paths(api.view.commands).filter(c => c.name.startsWith(typed.slice(1).toLowerCase())).map(c => ({ label: '/' + c.name, note: c.description, command: c })) : [],
      pick: item => command(item.command),
    })
    const toggle = api.channel === 'dm' ? null : h('button', {
      type: 'button', id: 'mention', className: 'toggle', 'aria-pressed': String(mention), title: 'Mention Hebb: in a server it hears only messages that do',
      onclick: e => { mention = !mention; e.currentTarget.setAttribute('aria-pressed', String(mention)) },
    }, '@Hebb')
    const to = replying && h('p', { className: 'replying' }, `Replying to ${api.nameOf(replying.author.id)} `,
      h('button', { type: 'button', className: 'linkish', onclick: () => { replying = null; message(true) } }, 'Stop replying'))
    form.replaceChildren(...[to, h('div', { className: 'line' }, toggle, h('div', { className: 'typing' }, box.list, input), h('button', { className: 'button primary' }, 'Send'))].filter(Boolean))
    refresh = () => { if (input.value.startsWith('/') && input === document.activeElement && box.list.hidden) box.open() }
    submit = async () => {
      const typed = input.value.trim()
      if (!typed) return
      if (typed.startsWith('/')) {
        await api.arrived
        const known = paths(api.view.commands).find(c => '/' + c.name === typed.toLowerCase())
        if (known) command(known)
        else tell(`There is no command ${typed.split(' ')[0]} for you here. Type / to see those that there are.`)
        return
      }
      input.value = ''
      const sent = await say('/api/say', { text: typed, mention: api.channel !== 'dm' && mention, ...(replying && { reply: replying.id }) })
      if (!sent) input.value = typed
      else if (replying) { replying = null; message(true) }
    }
    if (focus) input.focus()
  }

  // command is the box for a slash command. Without options it is sent at once, as on Discord.
  function command(c) {
    tell('')
    const send = options => say('/api/command', { name: c.name, options })
    if (!c.options.length) { message(true); send({}); return }
    const inputs = new Map()
    const fields = c.options.map(o => {
      const input = o.choices?.length
        ? h('select', {}, !o.required && h('option', { value: '' }, ''), o.choices.map(x => h('option', { value: String(x.value) }, x.name)))
        : h('input', { type: 'text', required: !!o.required, maxlength: String(o.max_length ?? 6000), placeholder: o.description })
      inputs.set(o.name, input)
      const box = o.autocomplete && combobox(input, {
        label: `Suggestions for ${o.name}`, onopen: 'focus',
        suggest: typed => suggestions(c, o, typed, inputs),
        pick: item => { input.value = item.label; input.dataset.value = item.value; input.dataset.label = item.label },
      })
      return h('label', { className: 'option' }, h('span', {}, o.name, !o.required && h('small', {}, ' (optional)')), h('span', { className: 'typing' }, box?.list, input))
    })
    form.replaceChildren(h('div', { className: 'line' }, h('span', { className: 'chip' }, '/' + c.name), ...fields,
      h('button', { className: 'button primary' }, 'Send'), h('button', { type: 'button', className: 'button secondary', onclick: () => message(true) }, 'Cancel')))
    refresh = () => {}
    submit = async () => {
      const options = Object.fromEntries([...inputs].map(([name, i]) => [name, valueOf(i)]))
      message(true)
      if (!await send(options)) command(c)
    }
    ;[...inputs.values()][0].focus()
  }

  async function suggestions(c, o, typed, inputs) {
    const options = Object.fromEntries([...inputs].filter(([name]) => name !== o.name).map(([name, i]) => [name, valueOf(i)]))
    try {
      const { choices } = await api.act('/api/autocomplete', { name: c.name, option: o.name, typed, options })
      return (choices ?? []).map(x => ({ label: x.name, value: String(x.value) }))
    } catch { return [] } // Discord shows nothing either
  }

  form.addEventListener('keydown', e => {
    if (e.key === 'Escape' && form.querySelector('.chip')) message(true)
  })
  let offered = ''
  api.on('view', () => {
    const now = JSON.stringify(api.view.commands)
    if (now !== offered) refresh()
    offered = now
  })
  api.on('place', () => { replying = null; message() })
  message()
  return { replyTo(m) { replying = m; message(true) } }
}

// valueOf is what a field stands for: the value of the suggestion that was chosen, if it was
// not changed since.
function valueOf(input) {
  return input.dataset.label === input.value && input.dataset.value ? input.dataset.value : input.value
}
