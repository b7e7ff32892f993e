/** Argon2id at the OWASP minimum of 19 MiB, 2 passes, 1 lane: about 30 ms of one core. */
export const passwordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
