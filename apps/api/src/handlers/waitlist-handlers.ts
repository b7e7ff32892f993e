import {
  acceptOffer,
  type Clinic,
  declineOffer,
  joinWaitlist,
  leaveWaitlist,
  listWaitlist,
  showWaitlistEntry,
} from '@polyclinic/clinic'
import type { WaitlistEntry } from '@polyclinic/contract'
import { listOwnWaitlist } from '@polyclinic/control'
import { askClinics, patienceForLists } from '../asking/ask-clinics.ts'
import type { Handlers } from '../edge/index.ts'
import { created } from './appointment-handlers.ts'
import { askToTend } from './ask-to-tend.ts'
import type { HandlerContext } from './handler-context.ts'
import { introducer } from './introducer.ts'

type Waitlist = Pick<
  Handlers<Clinic>,
  | 'joinWaitlist'
  | 'listWaitlist'
  | 'showWaitlistEntry'
  | 'leaveWaitlist'
  | 'acceptOffer'
  | 'declineOffer'
  | 'listOwnWaitlist'
>

/** Of each clinic; nobody may wait for so much at a time */
const most = 200

export function waitlistHandlers(
  { provisioner }: HandlerContext,
  open: (slug: string) => Promise<Clinic>,
): Waitlist {
  return {
    async joinWaitlist({ actor, clinic, body: request, idempotencyKey, fingerprint, log }) {
      const introduce = introducer(provisioner, actor, clinic, log)
      const entry = await joinWaitlist(clinic, actor, request, { idempotencyKey, fingerprint, introduce })
      // from now on somebody looks after the clinic until nobody waits any more
      void askToTend(provisioner, clinic, log)
      const headers = { location: `/v1/clinics/${clinic.slug}/waitlist/${entry.id}` }
      return { ...versioned(entry), headers }
    },
    listWaitlist: async ({ actor, clinic, query }) => ({ body: await listWaitlist(clinic, actor, query) }),
    showWaitlistEntry: async ({ actor, clinic, params }) =>
      versioned(await showWaitlistEntry(clinic, actor, params.entry)),
    leaveWaitlist: async ({ actor, clinic, params }) =>
      versioned(await leaveWaitlist(clinic, actor, params.entry)),
    async acceptOffer({ actor, clinic, params, idempotencyKey, fingerprint, log }) {
      const introduce = introducer(provisioner, actor, clinic, log)
      const context = { idempotencyKey, fingerprint, introduce }
      return created(clinic, await acceptOffer(clinic, actor, params.entry, context))
    },
    async listOwnWaitlist({ actor, query }) {
      const body = await listOwnWaitlist(provisioner, actor, query, (places, { patientId: patient, state }) =>
        askClinics(places, {
          patience: patienceForLists,
          ask: async ({ slug }) =>
            (await listWaitlist(await open(slug), actor, { patient, state, limit: most })).items,
        }),
      )
      return { body }
    },
    declineOffer: async ({ actor, clinic, params }) =>
      versioned(await declineOffer(clinic, actor, params.entry)),
  }
}

const versioned = (body: WaitlistEntry) => ({ body, version: body.version })
