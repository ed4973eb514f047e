// Discord's Markdown, as elements. What is not understood stays text; nothing becomes markup
// of its own, and only http and https links become links.
import { h } from './dom.js'

// markdown draws a text. names gives the name of a user, role or channel by id.
export function markdown(text, names = () => 'unknown') {
  const out = document.createDocumentFragment()
  const lines = (text ?? '').split('\n')
  for (let i = 0; i < lines.length;) i = block(lines, i, out, names)
  return out
}

const marker = /^(\s*)([-*]|\d+\.)\s+(.*)$/

// block draws what begins at a line and returns the line after it.
function block(lines, i, out, names) {
  const line = lines[i]
  const take = test => {
    let end = i
    while (end < lines.length && test(lines[end])) end++
    return end
  }
  let m
  if (line.startsWith('```')) {
    const closing = lines.findIndex((l, at) => at > i && l.trimEnd().endsWith('```'))
    if (closing > 0) {
      out.append(h('pre', { tabindex: '0' }, h('code', {}, lines.slice(i + 1, closing).join('\n'))))
      return closing + 1
    }
  }
  if (line.startsWith('>>> ')) {
    out.append(h('blockquote', {}, markdown([line.slice(4), ...lines.slice(i + 1)].join('\n'), names)))
    return lines.length
  }
  if (line.startsWith('> ')) {
    const end = take(l => l.startsWith('> '))
    out.append(h('blockquote', {}, markdown(lines.slice(i, end).map(l => l.slice(2)).join('\n'), names)))
    return end
  }
  if ((m = /^(#{1,3})\s+(.+)$/.exec(line))) {
    out.append(h('p', { role: 'heading', 'aria-level': String(m[1].length + 2), className: 'h' + m[1].length }, inline(m[2], names)))
    return i + 1
  }
  if ((m = /^-#\s+(.+)$/.exec(line))) {
    out.append(h('p', { className: 'subtext' }, inline(m[1], names)))
    return i + 1
  }
  if (marker.test(line)) {
    const end = take(l => marker.test(l) || /^\s{2,}\S/.test(l))
    out.append(list(lines.slice(i, end), names))
    return end
  }
  if (!line.trim()) return i + 1
  const end = take(l => l.trim() && !marker.test(l) && !/^(#{1,3}\s|-#\s|>{1,3}\s|```)/.test(l))
  const p = h('p', {})
  for (const [n, l] of lines.slice(i, Math.max(end, i + 1)).entries()) p.append(...(n ? [h('br')] : []), inline(l, names))
  out.append(p)
  return Math.max(end, i + 1)
}

// list draws a list and those inside it, by how far they are indented.
function list(lines, names) {
  const [, indent, kind] = marker.exec(lines[0])
  const el = h(/\d/.test(kind) ? 'ol' : 'ul', /\d/.test(kind) ? { start: String(parseInt(kind)) } : {})
  for (let i = 0; i < lines.length;) {
    const m = marker.exec(lines[i])
    let end = i + 1
    while (end < lines.length && /^\s*/.exec(lines[end])[0].length > indent.length) end++
    const item = h('li', {}, inline(m ? m[3] : lines[i].trim(), names))
    const inner = lines.slice(i + 1, end)
    if (inner.length) item.append(marker.test(inner[0]) ? list(inner, names) : inline(' ' + inner.map(l => l.trim()).join(' '), names))
    el.append(item)
    i = end
  }
  return el
}

// The marks inside a line, first to match first.
const marks = [
  [/^\\([^\w\s])/, m => m[1]],
  [/^``(.+?)``(?!`)/, m => h('code', {}, m[1])],
  [/^`([^`]+)`/, m => h('code', {}, m[1])],
  [/^\[((?:\\.|\[[^[\]]*\]|[^[\]\\])+)\]\(<?(https?:\/\/[^\s<>]+?)>?(?:\s+"[^"]*")?\)/, (m, names) => link(m[2], inline(m[1], names))],
  [/^<(https?:\/\/[^\s<>]+)>/, m => link(m[1], m[1])],
  [/^<@[!&]?(\d+)>/, (m, names) => h('span', { className: 'mention' }, '@' + names(m[1]))],
  [/^<#(\d+)>/, (m, names) => h('span', { className: 'mention' }, '#' + names(m[1]))],
  [/^<\/([^:>]+):\d+>/, m => h('span', { className: 'mention' }, '/' + m[1])],
  [/^<t:(-?\d+)(?::\w)?>/, m => moment(Number(m[1]))],
  [/^\*\*\*(?=\S)(.+?)\*\*\*/, (m, names) => h('strong', {}, h('em', {}, inline(m[1], names)))],
  [/^\*\*(?=\S)(.+?)\*\*(?!\*)/, (m, names) => h('strong', {}, inline(m[1], names))],
  [/^__(?=\S)(.+?)__/, (m, names) => h('u', {}, inline(m[1], names))],
  [/^~~(?=\S)(.+?)~~/, (m, names) => h('s', {}, inline(m[1], names))],
  [/^\|\|(?=\S)(.+?)\|\|/, (m, names) => h('span', { className: 'spoiler', tabindex: '0' }, inline(m[1], names))],
  [/^\*(?=[^\s*])(.+?)\*(?!\*)/, (m, names) => h('em', {}, inline(m[1], names))],
  [/^_(?=[^\s_])(.+?)_(?!\w)/, (m, names) => h('em', {}, inline(m[1], names))],
]
const address = /^https?:\/\/[^\s<>]*[^\s<>.,:;"')\]]/

function inline(text, names) {
  const out = document.createDocumentFragment()
  let plain = ''
  const flush = () => { if (plain) out.append(plain); plain = '' }
  for (let i = 0; i < text.length;) {
    const rest = text.slice(i)
    const word = i > 0 && /\w/.test(text[i - 1])
    let m, draw
    for (const [pattern, f] of marks) {
      if ((m = pattern.exec(rest)) && !(word && rest[0] === '_')) { draw = f; break }
      m = null
    }
    if (!m && !word && (m = address.exec(rest))) draw = m => link(m[0], m[0])
    if (!m) { plain += text[i++]; continue }
    const drawn = draw(m, names)
    if (typeof drawn === 'string') plain += drawn
    else { flush(); out.append(drawn) }
    i += m[0].length
  }
  flush()
  return out
}

function link(to, label) {
  let url
  try { url = new URL(to) } catch { return String(to) }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return String(to)
  return h('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, label)
}

function moment(seconds) {
  const at = new Date(seconds * 1000)
  return Number.isNaN(at.getTime()) ? 'some time' : h('time', { datetime: at.toISOString() }, at.toLocaleString())
}
