import type { AddressForm } from '@polyclinic/contract'
import { v7 as newId } from 'uuid'
import type { ControlPlane } from '../control-plane.ts'
import { enqueueJobs } from '../queue/index.ts'
import { type EmailRequestRow, insertEmailRequest } from './email-request-queries.ts'

/** Where a typed address stands; its seal is bound to it. */
export const requestPlace = 'email_request.email'

/**
 * Keeps an address that somebody typed, for the worker to answer: whoever asks waits the same time whether or not
 * anybody is behind it, since nobody has looked yet.
 */
export async function noteEmailRequest(
  { database, vault }: ControlPlane,
  purpose: EmailRequestRow['purpose'],
  { email, locale }: AddressForm,
): Promise<void> {
  const id = newId()
  const wrappedKey = vault.newPersonalKey(id)
  const sealedEmail = vault.unwrap(wrappedKey, id).seal(email, requestPlace)
  await database.transaction(async (tx) => {
    await insertEmailRequest(tx, { id, purpose, wrappedKey, sealedEmail, locale })
    await enqueueJobs(tx, [{ task: 'answer-email-request', payload: { requestId: id } }])
  })
}
