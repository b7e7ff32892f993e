// The page behind a notice's link: shows the one visit, moves or cancels it when somebody presses a button twice.
/* global language, say, ask, element, show, paragraph, quiet -- put before this script */

let path
let token
let etag

/** A call for this very visit; the token goes in the body, which no log keeps. */
async function call(what, body = {}) {
  const headers = { 'content-type': 'application/json', ...(etag && what && { 'if-match': etag }) }
  return ask(`${path}${what}`, { method: 'POST', headers, body: JSON.stringify({ token, ...body }) })
}

const keep = (visit) => {
  etag = `"${visit.version}"`
  return visit
}

/** By the clinic's clock, whatever the phone's is set to. */
function timeOf({ startsAt, timeZone }) {
  const format = (options) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone }).format(new Date(startsAt))
  return `${format({ dateStyle: 'full' })}, ${format({ timeStyle: 'short' })} (${timeZone})`
}

function factsOf(visit) {
  const lines = [
    [say.when, timeOf(visit)],
    [say.doctor, visit.doctor.name],
    [say.where, visit.clinic.name],
    [say.reference, visit.reference],
  ]
  const rows = lines.map(([name, value]) =>
    element('div', {}, element('dt', { textContent: name }), element('dd', { textContent: value })),
  )
  return element('dl', {}, ...rows)
}

function trouble(error, after) {
  const text = say[error.problem?.code] ?? say.otherwise
  show(say.title, element('p', { className: 'bad', role: 'alert', textContent: text }), ...after)
}

/** A button that does one thing once; what goes wrong is told, with a way back. */
function press(textContent, act, className = '') {
  const button = element('button', { type: 'button', textContent, className })
  button.addEventListener('click', async () => {
    button.disabled = true
    try {
      await act()
    } catch (error) {
      trouble(error, error.problem?.code === 'proof-refused' ? [] : [quiet(say.back, look)])
    }
  })
  return button
}

function showVisit(visit, title = say.title) {
  const open = visit.status === 'booked' || visit.status === 'pending'
  const words = { cancelled: say.cancelled, fulfilled: say.over, pending: say.pending }
  const text = open && visit.displacedAt ? say.displaced : words[visit.status]
  const buttons = open
    ? element(
        'form',
        {},
        press(say.move, () => chooseTime(visit)),
        press(say.cancel, () => confirmCancel(visit), 'quiet'),
      )
    : ''
  show(title, ...(text && text !== title ? [paragraph(text)] : []), factsOf(visit), buttons)
}

function confirmCancel(visit) {
  const cancel = async () => showVisit(keep(await call('/cancel')), say.cancelled)
  const form = element(
    'form',
    {},
    press(say.cancelButton, cancel, 'grave'),
    quiet(say.back, () => showVisit(visit)),
  )
  show(say.cancelTitle, paragraph(say.cancelText), factsOf(visit), form)
}

async function chooseTime(visit) {
  const { items } = await call('/alternatives')
  const timeZone = visit.timeZone
  const times = items.map((slot) => {
    const label = `${timeOf({ startsAt: slot.startsAt, timeZone })}, ${slot.doctor.name}`
    return press(label, () => confirmMove(visit, slot), 'quiet')
  })
  const list = times.length > 0 ? element('div', { className: 'times' }, ...times) : paragraph(say.moveNone)
  show(
    say.moveTitle,
    list,
    quiet(say.back, () => showVisit(visit)),
  )
}

function confirmMove(visit, slot) {
  const move = async () => showVisit(keep(await call('/reschedule', { slotId: slot.id })), say.moved)
  const then = { ...visit, startsAt: slot.startsAt, doctor: slot.doctor }
  const form = element(
    'form',
    {},
    press(say.moveButton, move),
    quiet(say.back, () => chooseTime(visit)),
  )
  show(say.moveAsk, factsOf(then), form)
}

async function look() {
  show(say.title, paragraph(say.loading))
  try {
    showVisit(keep(await call('')))
  } catch (error) {
    trouble(error, error.problem?.code === 'proof-refused' ? [] : [quiet(say.back, look)])
  }
}

function unsubscribe(proof) {
  const end = async () => {
    await ask(`/v1/unsubscribe?token=${proof}`, { method: 'POST' })
    show(say.unsubscribed)
  }
  show(
    say.unsubscribeTitle,
    paragraph(say.unsubscribeText),
    element('form', {}, press(say.unsubscribeButton, end)),
  )
}

function begin() {
  const [, place, proof] = /^#([a-z0-9-]+)\.([\w-]+)$/.exec(location.hash) ?? []
  etag = undefined
  if (place === 'unsubscribe' && proof.length === 43) return unsubscribe(proof)
  if (!place) return trouble({ problem: { code: 'proof-refused' } }, [])
  path = `/v1/clinics/${place}/managed-visit`
  token = proof
  look()
}

document.documentElement.lang = language
addEventListener('hashchange', begin)
begin()
