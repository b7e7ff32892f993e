import type { SessionTokens } from '@polyclinic/contract'
import { answerEmailRequest } from '@polyclinic/control'
import { mailTo } from './mails-to.ts'
import type { TestService } from './start-test-service.ts'

/** What stands behind the `#` of the newest mail of that kind. */
export async function tokenMailed(
  service: TestService,
  email: string,
  kind: 'confirm-registration' | 'sign-in' | 'reset-password' | 'confirm-email',
): Promise<string> {
  const { facts } = await mailTo(service, email, kind)
  return facts.link.split('#')[1]?.split('.')[1] ?? ''
}

/** Registers somebody over HTTP and proves the address by the code of the mail; they are signed in. */
export async function registerProven(
  service: TestService,
  form: { readonly email: string; readonly name: string; readonly [field: string]: unknown },
): Promise<SessionTokens> {
  const asked = await service.ask('register', { body: form })
  if (asked.status !== 202) throw new Error(asked.text)
  return proveRegistration(service, form.email)
}

export async function proveRegistration(service: TestService, email: string): Promise<SessionTokens> {
  const { facts } = await mailTo(service, email, 'confirm-registration')
  const proven = await service.ask('confirmRegistration', { body: { email, code: facts.code } })
  if (proven.status !== 200) throw new Error(proven.text)
  return proven.body
}

/** Does what the worker does with addresses that were typed; says how many mails follow from it. */
export async function answerEmailRequests(service: TestService): Promise<number> {
  const { provisioner } = service.fleet
  const { rows } = await provisioner.database.query<{ id: string }>('select id from email_request')
  const worker = { kind: 'system', name: 'worker' } as const
  const { publicUrl } = service.config
  const answered = await Promise.all(
    rows.map(({ id }) => answerEmailRequest(provisioner, worker, id, publicUrl)),
  )
  return answered.filter(Boolean).length
}
