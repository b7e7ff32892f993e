// The page behind the links of our mails. It does nothing by itself: a mail scanner that runs scripts presses no button.
/* global words, language, say, main, post, ask, element, show, paragraph, quiet -- put before this script */
const fields = {
  email: { type: 'email', autocomplete: 'username', required: true, maxLength: 254 },
  password: { type: 'password', autocomplete: 'current-password', required: true, maxLength: 256 },
  newPassword: {
    type: 'password',
    autocomplete: 'new-password',
    required: true,
    minLength: 12,
    maxLength: 256,
  },
  repeat: { type: 'password', autocomplete: 'new-password', required: true, maxLength: 256 },
  optionalPassword: { type: 'password', autocomplete: 'new-password', minLength: 12, maxLength: 256 },
  name: { type: 'text', autocomplete: 'name', required: true, maxLength: 160 },
  code: { type: 'text', autocomplete: 'one-time-code', required: true, maxLength: 20 },
  factor: {
    type: 'text',
    autocomplete: 'one-time-code',
    inputMode: 'numeric',
    required: true,
    maxLength: 64,
  },
}

function formOf(names, button, submit) {
  const inputs = names.map((name) => element('input', { name, ...fields[name] }))
  const labels = inputs.map((input) => element('label', { textContent: say[input.name] }, input))
  const trouble = element('p', { className: 'bad', role: 'alert' })
  const press = element('button', { textContent: button })
  const form = element('form', {}, ...labels, trouble, press)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    trouble.textContent = ''
    press.disabled = true
    try {
      await submit(Object.fromEntries(inputs.map(({ name, value }) => [name, value])))
    } catch (error) {
      trouble.textContent = sentenceFor(error)
    } finally {
      press.disabled = false
    }
  })
  return form
}

function sentenceFor(error) {
  const { code, issues = [] } = error.problem ?? {}
  if (issues.some(({ pointer }) => pointer === '/password')) return say.weak
  return say[code ?? error.message] ?? say.otherwise
}

function done(text, accessToken) {
  history.replaceState(null, '', location.pathname)
  const token = accessToken
    ? [
        element(
          'details',
          {},
          element('summary', { textContent: say.tokenLabel }),
          element('code', { textContent: accessToken }),
        ),
      ]
    : []
  show(text, ...token)
}

/** Gives the tokens to `then`, after the second factor where there is one. */
async function signedIn(attempt, then) {
  try {
    await then(await attempt())
  } catch (error) {
    if (error.problem?.code !== 'second-factor-required') throw error
    const { challenge } = error.problem
    const answer = ({ factor }) => (/^\d{6}$/.test(factor) ? { code: factor } : { recoveryCode: factor })
    const ask = async (given) => then(await post('/v1/auth/second-factor', { challenge, ...answer(given) }))
    show(say.signInTitle, paragraph(say.factorText), formOf(['factor'], say.next, ask))
  }
}

/** Signs in first, in whichever way; then one more button does what the link is for. */
function afterSignIn(title, text, button, act) {
  const ready = async ({ accessToken }) =>
    show(
      title,
      formOf([], button, () => act(accessToken)),
    )
  const withCode = (email, path) => {
    const prove = ({ code }) => signedIn(() => post(path, { email, code }), ready)
    show(title, paragraph(say.codeSent), formOf(['code'], say.next, prove))
  }
  const byPassword = ({ email, password }) =>
    signedIn(() => post('/v1/auth/login', { email, password }), ready)
  const byCode = async ({ email }) => {
    await post('/v1/auth/email-sign-in', { email, locale: language })
    withCode(email, '/v1/auth/email-sign-in/confirm')
  }
  const register = async ({ name, email, optionalPassword: password }) => {
    await post('/v1/auth/register', { name, email, locale: language, ...(password && { password }) })
    withCode(email, '/v1/auth/register/confirm')
  }
  show(
    title,
    paragraph(text),
    formOf(['email', 'password'], say.next, byPassword),
    quiet(say.codeInstead, () => show(title, formOf(['email'], say.next, byCode))),
    quiet(say.noAccount, () =>
      show(title, formOf(['name', 'email', 'optionalPassword'], say.next, register)),
    ),
  )
}

const actions = {
  register: (token) => {
    const confirm = async () => {
      await post('/v1/auth/register/confirm', { token })
      done(say.registerDone)
    }
    show(say.registerTitle, paragraph(say.registerText), formOf([], say.registerButton, confirm))
  },
  'sign-in': (token) => {
    const confirm = () =>
      signedIn(
        () => post('/v1/auth/email-sign-in/confirm', { token }),
        async ({ accessToken }) => done(say.signInDone, accessToken),
      )
    show(say.signInTitle, paragraph(say.signInText), formOf([], say.signInButton, confirm))
  },
  'reset-password': (token) => {
    const reset = async ({ newPassword, repeat }) => {
      if (newPassword !== repeat) throw new Error('differ')
      await post('/v1/auth/password-reset/confirm', { token, password: newPassword })
      done(say.resetDone)
    }
    show(say.resetTitle, paragraph(say.resetText), formOf(['newPassword', 'repeat'], say.resetButton, reset))
  },
  'change-email': (token) =>
    afterSignIn(say.changeTitle, say.changeText, say.changeButton, async (accessToken) => {
      await post('/v1/me/email/confirm', { token }, accessToken)
      done(say.changeDone)
    }),
  invitation: (token) =>
    afterSignIn(say.inviteTitle, say.inviteText, say.inviteButton, async (accessToken) => {
      await post('/v1/invitations/accept', { token }, accessToken)
      done(say.inviteDone)
    }),
  erasure: (id) => {
    const look = async () => {
      const { state, clinics } = await ask(`/v1/erasures/${id}`)
      const figures = say.erasureFigures.replace('{confirmed}', clinics.confirmed).replace('{of}', clinics.of)
      const text = state === 'finished' ? say.erasureDone : say.erasureText
      show(say.erasureTitle, paragraph(text), paragraph(figures), again())
    }
    const again = () => formOf([], say.erasureButton, look)
    show(say.erasureTitle, again())
    // nothing but a look, which may happen by itself
    look().catch((error) => show(say.erasureTitle, paragraph(sentenceFor(error)), again()))
  },
}

function offerMail() {
  const request =
    (path) =>
    async ({ email }) => {
      await post(path, { email, locale: language })
      done(say.askDone)
    }
  const form = formOf(['email'], say.askButton, request('/v1/auth/email-sign-in'))
  const reset = () =>
    show(say.resetTitle, formOf(['email'], say.askButton, request('/v1/auth/password-reset')))
  show(say.askTitle, paragraph(say.askText), form, quiet(say.askReset, reset))
}

function begin() {
  const [, action, token] = /^#([a-z-]+)\.([\w-]+)$/.exec(location.hash) ?? []
  if (Object.hasOwn(actions, action)) actions[action](token)
  else offerMail()
}

document.documentElement.lang = language
addEventListener('hashchange', begin)
begin()
