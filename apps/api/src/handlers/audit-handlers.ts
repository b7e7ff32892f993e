import { type Clinic, listAudit } from '@polyclinic/clinic'
import { listRegisteredClinics } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { mergeAccesses } from '../auditing/merge-accesses.ts'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

type Audit = Pick<Handlers<Clinic>, 'listAccesses' | 'listAudit'>

const api: Actor = { kind: 'system', name: 'api' }

/** Who has read what: for the patient, and for the clinic's admin. */
export function auditHandlers(context: HandlerContext, open: (slug: string) => Promise<Clinic>): Audit {
  return {
    async listAccesses({ actor, query }) {
      const slugs = query.clinic === undefined ? () => servedSlugs(context) : async () => [query.clinic ?? '']
      // one that is named and is not there is refused, not missing
      if (query.clinic !== undefined) await context.directory.require('slug', query.clinic)
      const placesOf = async () => (await slugs()).map((slug) => ({ slug, open: () => open(slug) }))
      return { body: await mergeAccesses(context.provisioner, actor, query, placesOf) }
    },
    listAudit: async ({ actor, clinic, query }) => ({ body: await listAudit(clinic, actor, query) }),
  }
}

/** All that are served: one that does not know the patient gives nothing. */
async function servedSlugs({ provisioner }: HandlerContext): Promise<string[]> {
  const slugs: string[] = []
  for (const state of ['active', 'suspended'] as const) {
    let cursor: string | undefined
    do {
      const page = await listRegisteredClinics(provisioner, api, { state, limit: 500, cursor })
      slugs.push(...page.items.map(({ slug }) => slug))
      cursor = page.next
    } while (cursor)
  }
  return slugs
}
