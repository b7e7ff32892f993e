import { readFileSync, statSync } from 'node:fs'

export interface ServerAccount {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/**
 * The account the server runs as: undefined means the caller's own, since only root must step down.
 * Root uses the owner of an existing data directory, then `postgres`, then `nobody`.
 */
export function chooseServerAccount(dataDirectory: string): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readAccounts()
  const owner = statSync(dataDirectory, { throwIfNoEntry: false })?.uid ?? 0
  const account =
    accounts.find((each) => owner !== 0 && each.uid === owner) ??
    accounts.find((each) => each.name === 'postgres') ??
    accounts.find((each) => each.name === 'nobody')
  if (!account) {
    throw new Error(
      'Postgres refuses to run as root: add an account named postgres, or start as another user.',
    )
  }
  return account
}

function readAccounts(): ServerAccount[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}
