export { type AddressRules, addressRules } from './address-rules.ts'
export { type CloudEvent, cloudEventOf } from './cloud-event.ts'
export { openWebhookSender, type SendResult, type WebhookMessage, type WebhookSender } from './open-sender.ts'
export type { ResolveHost } from './resolve-host.ts'
