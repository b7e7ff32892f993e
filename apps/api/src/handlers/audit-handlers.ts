import { type Clinic, listAudit } from '@polyclinic/clinic'
import { findClinicsThatKnow } from '@polyclinic/control'
import { mergeAccesses } from '../auditing/merge-accesses.ts'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

type Audit = Pick<Handlers<Clinic>, 'listAccesses' | 'listAudit'>

/** Who has read what: for the patient, and for the clinic's admin. */
export function auditHandlers(context: HandlerContext, open: (slug: string) => Promise<Clinic>): Audit {
  return {
    async listAccesses({ actor, query }) {
      const { provisioner, directory } = context
      // one that is named and is not there is refused, not missing
      if (query.clinic !== undefined) await directory.require('slug', query.clinic)
      const placesOf = async (patientId: string) => {
        const knowing = await findClinicsThatKnow(provisioner.database, patientId)
        return knowing
          .filter(({ slug }) => query.clinic === undefined || slug === query.clinic)
          .map(({ slug, name }) => ({ slug, name, open: () => open(slug) }))
      }
      return { body: await mergeAccesses(provisioner, actor, query, placesOf) }
    },
    listAudit: async ({ actor, clinic, query }) => ({ body: await listAudit(clinic, actor, query) }),
  }
}
