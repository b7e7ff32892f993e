import type { Clinic } from '@polyclinic/clinic'
import type { fleetRoutes } from '@polyclinic/contract'
import {
  beginImport,
  dropDeadLetters,
  judgeList,
  listDeadLetters,
  listServers,
  listSetAside,
  onboardClinic,
  retryDeadLetters,
  retrySetAside,
  showMigrations,
  showOperation,
} from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'
import { noPlace } from './operator-handlers.ts'

/** What an operator sees and does of the whole fleet: the verbs of the command line. */
export function fleetHandlers({
  provisioner,
  operations,
}: HandlerContext): Pick<Handlers<Clinic>, keyof typeof fleetRoutes> {
  return {
    judgeList: async ({ actor, body }) => ({ body: { rows: await judgeList(provisioner, actor, body) } }),
    async importClinic({ actor, body }) {
      // what comes from nowhere is declared, and known again by its slug
      const begin = body.source ? beginImport : declare
      const { verdict, operationId } = await begin(provisioner, actor, body).catch((error: unknown) => {
        throw noPlace(error, body.server) ?? error
      })
      if (!operationId) return { body: { verdict } }
      operations.begin(operationId)
      return { body: { verdict, operation: await showOperation(provisioner, actor, operationId) } }
    },
    listServers: async ({ actor }) => ({ body: { items: await listServers(provisioner, actor) } }),
    showMigrations: async ({ actor }) => ({ body: await showMigrations(provisioner, actor) }),
    async listDeadLetters({ actor, query }) {
      const { items, next } = await listDeadLetters(provisioner, actor, query)
      // a payload is of ids, and some are a patient's
      const told = items.map(({ id, task, clinic, attempts, error, queuedAt }) => ({
        id,
        task,
        ...(clinic && { clinic }),
        attempts,
        ...(error && { error }),
        queuedAt,
      }))
      return { body: { items: told, ...(next && { next }) } }
    },
    retryDeadLetters: async ({ actor, body }) => ({
      body: { ids: await retryDeadLetters(provisioner, actor, body.ids) },
    }),
    dropDeadLetters: async ({ actor, body }) => ({
      body: { ids: await dropDeadLetters(provisioner, actor, body.ids) },
    }),
    async listSetAside({ actor, query }) {
      const { items, next } = await listSetAside(provisioner, actor, query)
      const told = items.map(({ id, clinic, type, reason, setAsideAt }) => ({
        id,
        clinic,
        type,
        reason,
        setAsideAt,
      }))
      return { body: { items: told, ...(next && { next }) } }
    },
    retrySetAside: async ({ actor, body }) => ({
      body: { ids: await retrySetAside(provisioner, actor, body.ids) },
    }),
  }
}

const declare: typeof beginImport = async (provisioner, actor, manifest) => {
  const { verdict, operationId } = await onboardClinic(provisioner, actor, manifest)
  if (verdict === 'unchanged') return { verdict }
  return { verdict: verdict === 'begun' ? 'begun' : 'resumed', operationId }
}
