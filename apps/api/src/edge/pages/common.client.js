// oxlint-disable no-unused-vars -- used by the script that follows it in the page
// What the pages behind our links have in common: put before the script of each.
/* global words -- put before this script, from the page's words */
const language = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in words) ?? 'en'
const say = words[language]
const main = document.querySelector('main')

class Refused extends Error {
  constructor(problem) {
    super(problem.code)
    this.problem = problem
  }
}

function post(path, body, token) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  return ask(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function ask(path, init) {
  const answer = await fetch(path, init)
  const text = await answer.text()
  const json = text ? JSON.parse(text) : {}
  if (!answer.ok) throw new Refused(json)
  return json
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

/** Text only is ever put on the page: nothing that somebody sent us becomes markup. */
function show(title, ...parts) {
  document.title = `${title} · Polyclinic`
  const heading = element('h1', { textContent: title, tabIndex: -1 })
  main.replaceChildren(element('p', { className: 'house', textContent: 'Polyclinic' }), heading, ...parts)
  if (document.activeElement !== document.body) heading.focus()
}

const paragraph = (textContent) => element('p', { textContent })
const quiet = (textContent, onclick) =>
  element('button', { type: 'button', className: 'quiet', textContent, onclick })
