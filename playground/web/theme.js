// The theme, before anything is drawn: what was chosen, or else as the system has it.
// html[data-theme] is "dark" or "light"; "themed" is sent to the window when it changes.
(() => {
  const system = matchMedia('(prefers-color-scheme: light)')
  const apply = () => {
    document.documentElement.dataset.theme = localStorage.getItem('theme') || (system.matches ? 'light' : 'dark')
    dispatchEvent(new Event('themed'))
  }
  system.addEventListener('change', apply)
  addEventListener('DOMContentLoaded', () => {
    const choice = document.getElementById('theme')
    choice.value = localStorage.getItem('theme') || ''
    choice.addEventListener('change', () => {
      localStorage.setItem('theme', choice.value)
      apply()
    })
  })
  apply()
})()
