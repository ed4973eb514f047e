// h makes an element. A property that begins with "on" is a listener; a hyphenated or
// unknown one is an attribute; null, undefined and false are left out. Text never becomes
// markup: there is no innerHTML on this page.
export function h(name, properties = {}, ...children) {
  const e = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue
    if (key.startsWith('on')) e.addEventListener(key.slice(2), value)
    else if (key === 'dataset') Object.assign(e.dataset, value)
    else if (key in e && !key.includes('-') && typeof value !== 'string') e[key] = value
    else e.setAttribute(key === 'className' ? 'class' : key, value === true ? '' : value)
  }
  e.append(...children.flat(Infinity).filter(c => c !== null && c !== undefined && c !== false && c !== ''))
  return e
}
