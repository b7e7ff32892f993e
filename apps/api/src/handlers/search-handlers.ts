import type { Clinic } from '@polyclinic/clinic'
import { listSpecialtiesOffered, searchClinics, searchDoctors } from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import { answerSearch } from '../searching/answer-search.ts'
import { noneSilent } from '../searching/confirm-first.ts'
import { keptFor } from '../searching/kept-for.ts'
import { fromControl } from './from-control.ts'
import type { HandlerContext } from './handler-context.ts'

type Searches = Pick<
  Handlers<Clinic>,
  'searchSlots' | 'searchClinics' | 'searchDoctors' | 'listSpecialtiesOffered'
>

/** @param open a clinic by its id, to be asked what is free there now */
export function searchHandlers(
  { provisioner }: HandlerContext,
  open: (clinicId: string) => Promise<Clinic>,
): Searches {
  const clinics = { open, silent: noneSilent() }
  // every visitor of the start page asks, and all are told the same
  const specialties = keptFor(10_000)
  return {
    searchSlots: async ({ actor, query }) => ({
      body: await answerSearch(provisioner, actor, query, clinics),
    }),
    searchClinics: async ({ actor, query }) => ({
      body: { items: await fromControl(searchClinics(provisioner, actor, query)) },
    }),
    searchDoctors: async ({ actor, query }) => ({
      body: { items: await fromControl(searchDoctors(provisioner, actor, query)) },
    }),
    listSpecialtiesOffered: async ({ actor }) => ({
      body: {
        items: await specialties(() => fromControl(listSpecialtiesOffered(provisioner, actor))),
      },
    }),
  }
}
