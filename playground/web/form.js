// A form that the bot opens (Discord's modal).
import { h } from './dom.js'
import { markdown } from './markdown.js'

export function openForm(form, api, say) {
  const dialog = document.getElementById('form')
  const inputs = new Map()
  const parts = form.components.map(c => part(c, inputs))
  const trouble = h('p', { role: 'alert', className: 'trouble' })
  const send = async e => {
    e.preventDefault()
    trouble.textContent = ''
    try {
      const answer = await api.post('/api/submit', { person: api.person, channel: api.channel, form: form.id, fields: Object.fromEntries([...inputs].map(([id, i]) => [id, i.value])) })
      dialog.close()
      if (answer.form) openForm(answer.form, api, say)
    } catch (error) { trouble.textContent = error.message }
  }
  dialog.replaceChildren(h('form', { onsubmit: send },
    h('h2', { id: 'form-title' }, form.title), parts, trouble,
    h('p', { className: 'ends' },
      h('button', { type: 'button', className: 'button secondary', onclick: () => dialog.close() }, 'Cancel'),
      h('button', { className: 'button primary' }, 'Submit'))))
  dialog.showModal()
  inputs.values().next().value?.focus()
}

function part(c, inputs) {
  switch (c.type) {
    case 1: return c.components.map(x => field(x, x.label, '', inputs))
    case 18: return field(c.component, c.label, c.description, inputs)
    case 10: return h('div', { className: 'markdown' }, markdown(c.content))
  }
  return h('p', {}, `(a component of type ${c.type}, which the playground does not draw)`)
}

function field(c, label, description, inputs) {
  const required = c.required !== false
  let input
  if (c.type === 3) {
    input = h('select', { required }, !required && h('option', { value: '' }, ''), c.options.map(o => h('option', { value: o.value, selected: !!o.default }, o.label)))
  } else {
    const limits = { required, placeholder: c.placeholder, maxlength: String(c.max_length ?? 4000), minlength: c.min_length ? String(c.min_length) : null }
    input = c.style === 2 ? h('textarea', { rows: '8', ...limits }) : h('input', { type: 'text', ...limits })
    input.value = c.value ?? ''
  }
  inputs.set(c.custom_id, input)
  return h('label', { className: 'field' }, h('span', {}, label, !required && h('small', {}, ' (optional)')), description && h('small', {}, description), input)
}
