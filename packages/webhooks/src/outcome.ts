import type { DeliveryOutcome } from '@polyclinic/contract'

export function outcomeOfStatus(status: number): DeliveryOutcome {
  if (status >= 200 && status < 300) return 'delivered'
  if (status >= 300 && status < 400) return 'redirect'
  return status === 410 ? 'gone' : 'refused'
}

const resolving = /^(not-resolved|ENOTFOUND|ENODATA|EAI_\w+|ESERVFAIL|EREFUSED|ETIMEOUT)$/
const securing =
  /^(ERR_TLS_\w+|ERR_SSL_\w+|EPROTO|CERT_\w+|\w*CERTIFICATE\w*|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|HOSTNAME_MISMATCH)$/

export function outcomeOfError(error: unknown): DeliveryOutcome {
  const code = String((error as { code?: unknown }).code ?? '')
  if (resolving.test(code)) return 'unresolved'
  if (securing.test(code)) return 'tls-failed'
  return 'unreachable'
}
