/**
 * Routes that end what the caller is: an account, a session, a password, a role. The matrix asks them last of all, and
 * the fuzzer sends them by somebody who is not needed. A new route of that kind needs its name here.
 */
export const endings: ReadonlySet<string> = new Set<string>([])
