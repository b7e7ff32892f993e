import { demoClinics, demoPassword, demoPeople } from './demo-people.ts'

/** What a person reads after a start: where everything is, who can sign in, and a first booking to paste. */
export function welcome(given: {
  port: number
  /** Absent where mails go to another server */
  mailboxPort: number | undefined
  seconds: number
  made: number
  database: string
  /** Whether roles count without a second factor */
  relaxed: boolean
}): string {
  const { port, mailboxPort, seconds, made, database, relaxed } = given
  const mailbox = mailboxPort === undefined ? 'none: mails really go out' : `http://localhost:${mailboxPort}`
  const base = `http://localhost:${port}`
  const width = Math.max(...demoPeople.map(({ email }) => email.length))
  return `
Polyclinic is up after ${seconds.toFixed(1)} s (${made > 0 ? `${made} demo clinics made` : 'everything was there'}). Ctrl-C stops it.

  For patients    ${base}
  For a clinic    ${base}/clinic/riverside
  For operators   ${base}/operator
  API reference   ${base}/docs
  Clinics         ${base}/v1/clinics
${demoClinics.map((slug) => `                  http://${slug}.localhost:${port}/v1/clinic`).join('\n')}
  Mailbox         ${mailbox}
  Health          ${base}/ready   ${base}/metrics
  Postgres        ${database}

Sign in (demo only) with the password ${demoPassword}
${demoPeople.map(({ email, what }) => `  ${email.padEnd(width)}  ${what}`).join('\n')}
${relaxed ? relaxedLine : requiredLine}

A first booking, to paste into another shell:

${firstBooking(base)}
`
}

const relaxedLine =
  'Roles count without a second factor here: POLYCLINIC_SECOND_FACTOR=required asks for one, as production does.'
const requiredLine = 'Roles count with a second factor only: set one up under /v1/me/second-factor.'

/** Works as it stands in any shell with curl; needs no other program. */
export function firstBooking(base: string): string {
  return `API=${base}
TOKEN=$(curl -s $API/v1/auth/login -H 'content-type: application/json' \\
  -d '{"email":"pat@home.example","password":"${demoPassword}"}' | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')
SLOT=$(curl -s "$API/v1/clinics/riverside/slots?limit=1" | sed 's/.*"items":\\[{"id":"\\([^"]*\\)".*/\\1/')
curl -i $API/v1/clinics/riverside/appointments -H "authorization: Bearer $TOKEN" \\
  -H 'content-type: application/json' -H "idempotency-key: first-$SLOT" \\
  -d "{\\"slotId\\":\\"$SLOT\\",\\"visitType\\":\\"consultation\\",\\"reason\\":\\"a first visit\\"}"`
}
