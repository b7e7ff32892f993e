import type { Clinic } from '@polyclinic/clinic'
import { type ClinicOperation, Refusal } from '@polyclinic/contract'
import {
  archiveClinic,
  editClinic,
  listOperations,
  listRegisteredClinics,
  migrateClinic,
  onboardClinic,
  OperationFailed,
  showOperation,
  showRegisteredClinic,
} from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'

type Operator = Pick<
  Handlers<Clinic>,
  | 'onboardClinic'
  | 'listRegisteredClinics'
  | 'showRegisteredClinic'
  | 'editClinic'
  | 'archiveClinic'
  | 'migrateClinic'
  | 'listOperations'
  | 'showOperation'
>

export function operatorHandlers({ provisioner, operations, directory }: HandlerContext): Operator {
  const underWay = async (
    actor: Actor,
    id: string,
  ): Promise<{ body: ClinicOperation; headers: { location: string } }> => {
    operations.begin(id)
    return {
      body: await showOperation(provisioner, actor, id),
      headers: { location: `/v1/operator/operations/${id}` },
    }
  }
  const changed = <C extends { id: string; version: number }>(body: C) => {
    // this process need not wait for its own notification
    directory.forget(body.id)
    return { body, version: body.version }
  }
  return {
    async onboardClinic({ actor, body }) {
      const { operationId } = await onboardClinic(provisioner, actor, body).catch((error) => {
        throw noPlace(error, body.server) ?? error
      })
      return underWay(actor, operationId)
    },
    listRegisteredClinics: async ({ actor, query }) => ({
      body: await listRegisteredClinics(provisioner, actor, query),
    }),
    async showRegisteredClinic({ actor, params }) {
      const body = await showRegisteredClinic(provisioner, actor, params.slug)
      return { body, version: body.version }
    },
    editClinic: async ({ actor, params, body, ifMatch }) =>
      changed(await editClinic(provisioner, actor, params.slug, body, ifMatch)),
    archiveClinic: async ({ actor, params, ifMatch }) =>
      changed(await archiveClinic(provisioner, actor, params.slug, ifMatch)),
    async migrateClinic({ actor, params }) {
      const id = await migrateClinic(provisioner, actor, params.slug)
      if (!id)
        throw new Refusal('transition-not-allowed', { state: 'newest' }, 'The schema is the newest already.')
      return underWay(actor, id)
    },
    listOperations: async ({ actor, query }) => ({ body: await listOperations(provisioner, actor, query) }),
    showOperation: async ({ actor, params }) => ({
      body: await showOperation(provisioner, actor, params.operation),
    }),
  }
}

/** A clinic that no server can take is the manifest's fault where it names one, and ours where it does not. */
export function noPlace(error: unknown, server: string | undefined): Refusal | undefined {
  if (!(error instanceof OperationFailed)) return undefined
  const { message } = error
  return server === undefined
    ? new Refusal('service-unavailable', { retryAfter: 60 }, message)
    : new Refusal('invalid-request', { issues: [{ pointer: '/server', message }] })
}
