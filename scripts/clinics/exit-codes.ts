/** What the command line tells its caller. 2 is the CLI library's own, for words it does not know. */
export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const
