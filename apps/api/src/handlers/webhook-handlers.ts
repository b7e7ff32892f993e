import type { Clinic } from '@polyclinic/clinic'
import { pathOf, routes, type webhookRoutes } from '@polyclinic/contract'
import {
  editWebhook,
  listWebhookDeliveries,
  listWebhooks,
  registerWebhook,
  removeWebhook,
  replayWebhook,
  replayWebhookDelivery,
  rotateWebhookSecret,
  showWebhook,
  testWebhook,
} from '@polyclinic/control'
import type { Handlers } from '../edge/index.ts'
import { fromControl } from './from-control.ts'
import type { HandlerContext } from './handler-context.ts'

type Webhooks = Pick<Handlers<Clinic>, keyof typeof webhookRoutes>

/** Where a clinic's events are sent; all of it is kept in the control plane. */
export function webhookHandlers({ provisioner, addresses }: HandlerContext): Webhooks {
  return {
    listWebhooks: async ({ actor, clinic }) => ({
      body: { items: await fromControl(listWebhooks(provisioner, actor, clinic)) },
    }),
    async registerWebhook({ actor, clinic, body: form }) {
      const made = await fromControl(registerWebhook(provisioner, actor, clinic, form, addresses))
      const address = pathOf(routes.registerWebhook).replace('{clinic}', clinic.slug)
      return { ...versioned(made), headers: { location: `${address}/${made.id}` } }
    },
    showWebhook: async ({ actor, clinic, params }) =>
      versioned(await fromControl(showWebhook(provisioner, actor, clinic, params.webhook))),
    async editWebhook({ actor, clinic, params, body: edit, ifMatch: seenVersion }) {
      const wanted = { id: params.webhook, edit, seenVersion }
      return versioned(await fromControl(editWebhook(provisioner, actor, clinic, wanted, addresses)))
    },
    async removeWebhook({ actor, clinic, params }) {
      await fromControl(removeWebhook(provisioner, actor, clinic, params.webhook))
      return {}
    },
    rotateWebhookSecret: async ({ actor, clinic, params, body }) =>
      versioned(await fromControl(rotateWebhookSecret(provisioner, actor, clinic, params.webhook, body))),
    testWebhook: async ({ actor, clinic, params }) => ({
      body: await fromControl(testWebhook(provisioner, actor, clinic, params.webhook)),
    }),
    listWebhookDeliveries: async ({ actor, clinic, params, query }) => ({
      body: await fromControl(
        listWebhookDeliveries(provisioner, actor, clinic, { ...query, id: params.webhook }),
      ),
    }),
    replayWebhookDelivery: async ({ actor, clinic, params: { webhook: id, delivery: deliveryId } }) => ({
      body: await fromControl(replayWebhookDelivery(provisioner, actor, clinic, { id, deliveryId })),
    }),
    replayWebhook: async ({ actor, clinic, params, body }) => ({
      body: await fromControl(replayWebhook(provisioner, actor, clinic, params.webhook, body)),
    }),
  }
}

const versioned = <Body extends { readonly version: number }>(body: Body) => ({ body, version: body.version })
