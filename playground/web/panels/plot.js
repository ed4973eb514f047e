// Plots. Each is a picture only: what it shows is told in words or in a table beside it.
function svg(name, properties, ...children) {
  const e = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(properties)) if (value !== null && value !== undefined) e.setAttribute(key, value)
  e.append(...children.flat(Infinity).filter(Boolean))
  return e
}

const picture = (width, height, ...children) => svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'plot', 'aria-hidden': 'true', focusable: 'false' }, ...children)

// bar is a value of most, with marks at some values. kind is a class besides its colour.
export function bar(value, { most = 1, marks = [], kind = '' } = {}) {
  const width = 200, height = 14, x = v => (most > 0 ? Math.max(0, Math.min(1, v / most)) : 0) * width
  const drawn = picture(width, height,
    svg('rect', { class: 'ground', x: 0, y: 1, width, height: 12 }),
    svg('rect', { class: 'filled ' + kind, x: 0, y: 1, width: x(value), height: 12 }),
    marks.map(m => svg('line', { class: 'mark', x1: x(m), x2: x(m), y1: 0, y2: height })))
  drawn.classList.add('bar')
  drawn.setAttribute('preserveAspectRatio', 'none')
  return drawn
}

// curve draws points {x, y}, 0 to 1 each, y from least up; a point has a label if it matters.
export function curve(points, { xTitle, yTitle, least = 0 }) {
  const width = 360, height = 260, left = 52, bottom = 48, top = 28, right = 16
  const x = v => left + v * (width - left - right)
  const y = v => height - bottom - (Math.max(v, least) - least) / (1 - least) * (height - bottom - top)
  const text = (at, anchor, t, more) => svg('text', { x: at[0], y: at[1], 'text-anchor': anchor, ...more }, t)
  const steps = [0, 1, 2, 3, 4, 5].map(n => n / 5), percent = v => `${Math.round(100 * v)} %`
  return picture(width, height,
    steps.map(v => svg('line', { class: 'grid', x1: x(v), x2: x(v), y1: y(least), y2: y(1) })),
    steps.map(v => svg('line', { class: 'grid', x1: x(0), x2: x(1), y1: y(least + v * (1 - least)), y2: y(least + v * (1 - least)) })),
    steps.map(v => text([x(v), y(least) + 16], 'middle', percent(v))),
    steps.map(v => text([x(0) - 6, y(least + v * (1 - least)) + 4], 'end', percent(least + v * (1 - least)))),
    text([x(0.5), height - 8], 'middle', xTitle),
    text([14, y((1 + least) / 2)], 'middle', yTitle, { transform: `rotate(-90 14 ${y((1 + least) / 2)})` }),
    svg('polyline', { class: 'line', points: points.map(p => `${x(p.x)},${y(p.y)}`).join(' ') }),
    points.map(p => svg('circle', { class: 'dot', cx: x(p.x), cy: y(p.y), r: p.label ? 4 : 2.5 })),
    points.filter((p, n) => p.label && !points.slice(0, n).some(q => q.label && Math.hypot(x(p.x) - x(q.x), y(p.y) - y(q.y)) < 24)).map(p => text([x(p.x), y(p.y) - 9], p.x > 0.5 ? 'end' : 'start', p.label)))
}

// timeline draws how much falls on each day, with today among them. events are {at: Date, kind}.
export function timeline(events, now) {
  const width = 360, height = 96, left = 16, base = 64, day = 864e5
  const times = [...events.map(e => +e.at), +now]
  const from = Math.min(...times) - 20 * day, to = Math.max(...times) + 20 * day
  const x = t => left + (t - from) / (to - from) * (width - 2 * left)
  const text = (at, t, anchor = 'middle', y = height - 6) => svg('text', { x: Math.max(30, Math.min(width - 30, at)), y, 'text-anchor': anchor }, t)
  const piles = new Map() // those on nearly the same day stand on each other
  const month = t => new Date(t).toLocaleDateString([], { month: 'short', year: 'numeric' })
  return picture(width, height,
    svg('line', { class: 'axis', x1: left, x2: width - left, y1: base, y2: base }),
    svg('line', { class: 'mark', x1: x(+now), x2: x(+now), y1: 16, y2: base + 6 }),
    text(x(+now), 'today', 'middle', 12),
    events.map(e => {
      const slot = Math.round(x(+e.at) / 9), n = piles.get(slot) ?? 0
      piles.set(slot, n + 1)
      const cx = slot * 9, cy = base - 6 - 9 * Math.min(n, 3)
      return e.kind === 'late' ? svg('rect', { class: 'filled bad', x: cx - 4, y: cy - 4, width: 8, height: 8 }) : svg('circle', { class: 'filled', cx, cy, r: 4 })
    }),
    text(x(from + 20 * day), month(from + 20 * day)), x(to) - x(from) > 0 && +now !== to - 20 * day && text(x(to - 20 * day), month(to - 20 * day)))
}
