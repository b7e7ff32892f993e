import { type Clinic, type ClinicOpener, exportKnownPatient } from '@polyclinic/clinic'
import type { ClinicExport, PersonalExport } from '@polyclinic/contract'
import { answeredWithin, exportOwnData } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { Logger } from 'pino'
import { exportPage, type Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

/** A clinic is waited for so long; whoever does not answer is named as missing. */
const patienceMilliseconds = 5_000
const atOnce = 8

export function ownExportHandlers(
  { provisioner, directory }: HandlerContext,
  clinics: ClinicOpener,
): Pick<Handlers<Clinic>, 'exportOwnData'> {
  const ask = async (actor: Actor, id: string): Promise<ClinicExport | undefined> => {
    const route = await directory.find('id', id)
    return route && exportKnownPatient(clinics.open(route), actor)
  }
  return {
    async exportOwnData({ actor, query, log }) {
      const { own, clinics: toAsk } = await exportOwnData(provisioner, actor)
      const asked = await inTurns(toAsk, async ({ id, slug, name }) => ({
        clinic: { slug, name },
        found: await answeredWithin(patienceMilliseconds, ask(actor, id)).catch((err) =>
          missing(log, slug, err),
        ),
      }))
      const body: PersonalExport = {
        madeAt: new Date().toISOString(),
        ...own,
        clinics: asked.flatMap(({ clinic, found }) =>
          found && found !== 'missing' ? [{ clinic, ...found }] : [],
        ),
        missing: asked.flatMap(({ clinic, found }) => (found === 'missing' ? [clinic] : [])),
      }
      return query.format === 'html'
        ? exportPage(body)
        : { body, headers: { 'content-disposition': 'attachment; filename="my-data.json"' } }
    },
  }
}

function missing(log: Logger, clinic: string, err: unknown): 'missing' {
  log.warn({ err, clinic }, 'a clinic is missing in an export')
  return 'missing'
}

/** In the order of the items, so many at a time. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let from = 0; from < items.length; from += atOnce) {
    results.push(...(await Promise.all(items.slice(from, from + atOnce).map(work))))
  }
  return results
}
