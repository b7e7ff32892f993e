// keeps the list fresh, and tells the time in the reader's own zone
const showTimes = (within) => {
  for (const time of within.querySelectorAll('time')) {
    const at = new Date(time.dateTime)
    const today = at.toDateString() === new Date().toDateString()
    time.textContent = today ? at.toLocaleTimeString() : at.toLocaleString()
  }
}

const refresh = async () => {
  const answer = await fetch(location.pathname)
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#mails')
  const list = document.querySelector('#mails')
  const focused = document.activeElement?.getAttribute('href')
  list.replaceChildren(...fresh.childNodes)
  showTimes(list)
  if (focused && document.activeElement === document.body) list.querySelector(`a[href="${focused}"]`)?.focus()
}

showTimes(document)
const events = new EventSource('/events')
let begun = false
// what arrived while the connection was lost is fetched when it is back
events.onopen = () => {
  if (begun) refresh().catch(() => {})
  begun = true
}
events.onmessage = () => refresh().catch(() => {})
