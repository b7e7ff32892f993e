/** The key of a request that may bring one, with what it stands for. */
export const onceOf = ({
  idempotencyKey,
  fingerprint,
}: {
  readonly idempotencyKey?: string | undefined
  readonly fingerprint?: string | undefined
}): { idempotencyKey: string; fingerprint: string } | undefined =>
  idempotencyKey !== undefined && fingerprint !== undefined ? { idempotencyKey, fingerprint } : undefined
