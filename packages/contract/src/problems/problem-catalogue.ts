/**
 * Every problem the API can answer with (RFC 9457): its status, its title, and what a person does about it.
 * The code is stable: it is the last part of the problem's `type`, which the API serves as a page.
 */
export const problemCatalogue = {
  'invalid-request': {
    status: 400,
    title: 'The request is not understood',
    remedy: 'Correct the fields named in `issues` and send it again.',
  },
  'clinic-mismatch': {
    status: 400,
    title: 'Two clinics are named at once',
    remedy: 'The path and the host name different clinics: use one of them.',
  },
  'not-signed-in': {
    status: 401,
    title: 'Sign in first',
    remedy: 'Send `Authorization: Bearer …` with a token that has not expired.',
  },
  'sign-in-refused': {
    status: 401,
    title: 'The e-mail address or the password is wrong',
    remedy: 'Check both. The answer is the same for an unknown address.',
  },
  'second-factor-required': {
    status: 401,
    title: 'One more proof is needed',
    remedy: 'Send `challenge` within five minutes with a code of the authenticator, or a recovery code.',
  },
  'second-factor-needed': {
    status: 403,
    title: 'This role needs a second factor',
    remedy: 'Set up an authenticator under `/v1/me/second-factor`, then refresh.',
  },
  'code-refused': {
    status: 403,
    title: 'This code does not count',
    remedy: 'Wait for the next code of the authenticator, or use a recovery code: each counts once.',
  },
  'foreign-origin': {
    status: 403,
    title: 'This page may not use the cookie',
    remedy: 'Send the request from a page of the same origin, with its `Origin` header.',
  },
  'proof-refused': {
    status: 403,
    title: 'This link or code does not count',
    remedy: 'It may be mistyped, too old, or replaced by a newer one: ask for another.',
  },
  'not-allowed': {
    status: 403,
    title: 'This account may not do that',
    remedy: 'Ask somebody with the needed role at this clinic.',
  },
  'clinic-suspended': {
    status: 403,
    title: 'This clinic takes no new bookings at the moment',
    remedy: 'Existing appointments stay readable and can be cancelled. Call the clinic, or try later.',
  },
  'patient-blocked': {
    status: 403,
    title: 'This patient cannot book here',
    remedy: 'Call the clinic.',
  },
  'not-found': { status: 404, title: 'There is nothing here', remedy: 'Check the address.' },
  'clinic-unknown': { status: 404, title: 'There is no such clinic', remedy: 'Check its name.' },
  'patient-unknown': {
    status: 404,
    title: 'There is no such patient',
    remedy: 'Register the patient, or check the identifier.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not take that method',
    remedy: 'Use one of the methods in `allow`.',
  },
  'proof-used': {
    status: 409,
    title: 'This link or code has done its work already',
    remedy: 'What it was for is done: sign in. Each counts once.',
  },
  'slot-taken': {
    status: 409,
    title: 'This time has just been taken',
    remedy: 'Choose one of the `alternatives`.',
  },
  'slot-held': {
    status: 409,
    title: 'Somebody is choosing this time right now',
    remedy: 'Choose another time, or try again after `until`.',
  },
  'hold-ended': {
    status: 409,
    title: 'This time is not held any more',
    remedy: 'Choose the time again, or another one: it may still be free.',
  },
  'slot-version-mismatch': {
    status: 409,
    title: 'This time has changed since it was shown',
    remedy: 'Look at the slot in `current` and decide again.',
  },
  'outside-policy': {
    status: 409,
    title: "The clinic's rules do not allow this",
    remedy: 'The rule and its limit are in `rule` and `limit`.',
  },
  'transition-not-allowed': {
    status: 409,
    title: 'It is not in a state for that',
    remedy: 'Its present state is in `state`.',
  },
  'already-exists': {
    status: 409,
    title: 'That name is taken',
    remedy: 'Choose another value for `field`.',
  },
  'in-use': {
    status: 409,
    title: 'Something still depends on this',
    remedy: 'Take away first what `by` names.',
  },
  'patients-own-data': {
    status: 409,
    title: 'This patient looks after their own data',
    remedy: 'Ask the patient, or their guardian, to change it where they sign in.',
  },
  'operation-running': {
    status: 409,
    title: 'Something else is being done to this clinic',
    remedy: 'Wait for the operation in `operation` to end.',
  },
  'version-mismatch': {
    status: 412,
    title: 'Somebody else changed this meanwhile',
    remedy: 'Look at `current` and decide again.',
  },
  'too-large': { status: 413, title: 'The request is too large', remedy: 'Send at most `limit` bytes.' },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is not JSON',
    remedy: 'Send `Content-Type: application/json`.',
  },
  'idempotency-mismatch': {
    status: 422,
    title: 'This Idempotency-Key was used for another request',
    remedy: 'Use a new key for a new request.',
  },
  'precondition-required': {
    status: 428,
    title: 'Say which version you saw',
    remedy: 'Send `If-Match` with the ETag of your last reading.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many attempts',
    remedy: 'Wait `retryAfter` seconds.',
  },
  'internal-error': {
    status: 500,
    title: 'We made a mistake',
    remedy: 'Tell us the `requestId`.',
  },
  'clinic-unavailable': {
    status: 503,
    title: "The clinic's system does not answer",
    remedy: 'Nothing was changed. Try again in `retryAfter` seconds.',
  },
  'too-busy': {
    status: 503,
    title: 'Too many bookings of this clinic wait to be worked off',
    remedy: 'Nothing was noted. Try again in `retryAfter` seconds.',
  },
  'service-unavailable': {
    status: 503,
    title: 'A part of the service does not answer',
    remedy: 'Nothing was changed. Try again in `retryAfter` seconds.',
  },
} as const satisfies Record<string, { status: number; title: string; remedy: string }>

export type ProblemCode = keyof typeof problemCatalogue

/** RFC 9457 lets `type` be a relative reference: the API that answers serves the page behind it. */
export const problemType = (code: ProblemCode): string => `/problems/${code}`
