// The page: who looks, where, and what they see. Everything else is drawn from here.
import { startChat } from './chat.js'
import { startPanels } from './panels.js'
import { h } from './dom.js'

const token = document.querySelector('meta[name=hebb-token]').content

async function request(method, path, body, signal) {
  const answer = await fetch(path, {
    method,
    signal,
    headers: { 'X-Hebb-Token': token, ...(body && { 'Content-Type': 'application/json' }) },
    body: body && JSON.stringify(body),
  }).catch(error => { throw signal?.aborted ? error : new Error('The playground has stopped. Start it again and reload this page.') })
  const value = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Error(value.error || `The playground refused (${answer.status}). Reload this page.`)
  return value
}

const listeners = {}

// api is what the parts of the page share. Panels get it in mount.
export const api = {
  world: null,   // of GET /api/world
  person: null,  // id of who looks
  channel: null, // id of where
  view: { connected: false, commands: [], messages: [] }, // what they see there
  arrived: null, // a promise: what they see there has come
  content: {},   // {version, errors, warnings, refused, times}
  asked: new Map(), // by where it was asked: the question that each person asked last
  here: () => `${api.person} ${api.channel}`,

  get: path => request('GET', path),
  // post takes besides what can call it off.
  post: (path, body = {}, signal) => request('POST', path, body, signal),
  // act is a post by who looks, where they are.
  act: (path, body = {}) => request('POST', path, { person: api.person, channel: api.channel, ...body }),

  // on calls f at "view", "content", "place" (another person or channel), "asked" and "theme".
  // It returns what takes f away again.
  on(event, f) {
    (listeners[event] ??= new Set()).add(f)
    return () => listeners[event].delete(f)
  },
  emit(event) { for (const f of listeners[event] ?? []) f() },

  theme: () => document.documentElement.dataset.theme,
  // nameOf is the name of a person, the bot, a role or a channel.
  nameOf: id => [...api.world.people, api.world.bot, ...api.world.roles, ...api.world.channels].find(x => x.id === id)?.name ?? 'unknown',
}

let stream

// look listens to what the person sees in the channel.
function look() {
  stream?.close()
  let here
  api.arrived = new Promise(done => { here = done })
  stream = new EventSource('/api/stream?' + new URLSearchParams({ person: api.person, channel: api.channel, token }))
  const told = (name, keep) => stream.addEventListener(name, e => { keep(JSON.parse(e.data)); api.emit(name) })
  told('view', v => { api.view = v; status(); here() })
  told('content', c => { api.content = c; status() })
  stream.addEventListener('error', () => {
    api.view = { ...api.view, connected: false }
    status(stream.readyState === EventSource.CLOSED ? 'The playground was stopped or started anew: reload this page.' : '')
  })
}

// status says how things are: what is given, or else what the stream told.
function status(instead) {
  const { errors, version = '', refused } = api.content
  const said = instead || [
    api.view.connected ? 'Hebb is connected.' : 'Hebb is not connected.',
    refused ? `The content has ${errors} ${errors === 1 ? 'mistake' : 'mistakes'}; the library from before goes on serving.` : version && `Library ${version.slice(0, 8)}.`,
  ].filter(Boolean).join(' ')
  const at = document.getElementById('status')
  if (at.textContent !== said) at.textContent = said
}

// choices fills a fieldset with radio buttons.
function choices(fieldset, name, items, chosen, pick) {
  for (const { id, label, note } of items) {
    const input = h('input', { type: 'radio', name, value: id, checked: id === chosen, onchange: () => pick(id) })
    fieldset.append(h('label', {}, input, h('span', {}, label, note && h('small', {}, ' ', note))))
  }
}

function move(change) {
  Object.assign(api, change)
  api.view = { ...api.view, commands: [], messages: [] }
  api.emit('place')
  look()
}

api.world = await api.get('/api/world')
api.person = api.world.people[0].id
api.channel = api.world.channels[0].id
choices(document.getElementById('people'), 'person', api.world.people.map(p => ({ id: p.id, label: p.name, note: p.note })), api.person, person => move({ person }))
choices(document.getElementById('channels'), 'channel', api.world.channels.map(c => ({ id: c.id, label: c.id === 'dm' ? 'Direct message' : '#' + c.name, note: c.note })), api.channel, channel => move({ channel }))
addEventListener('themed', () => api.emit('theme'))
startChat(api)
startPanels(api)
look()
