import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { type KeyRing, parseKeyRing } from './key-ring.ts'

/** Where a vault has its ring from. */
export interface KeyRingSource {
  /** The ring as it is now. Reads only what has changed since the last time. */
  latest(): KeyRing
}

/** The ring of a file that may get new versions while processes run. Gone or unreadable, the last one stands. */
export function keyRingFile(file: string): KeyRingSource {
  let seen = stampOf(file)
  let ring = parseKeyRing(readFileSync(file, 'utf8'), file)
  return {
    latest() {
      try {
        const stamp = stampOf(file)
        if (stamp === seen) return ring
        ring = parseKeyRing(readFileSync(file, 'utf8'), file)
        seen = stamp
      } catch {
        // a file that is being moved about takes no key from a process that has it
      }
      return ring
    },
  }
}

function stampOf(file: string): string {
  const { ino, mtimeNs, size } = statSync(file, { bigint: true })
  return `${ino} ${mtimeNs} ${size}`
}

/** Puts another text in the place of a key file: whole or not at all, with the same owner and mode, on the disk. */
export function replaceKeyRingFile(file: string, text: string): void {
  parseKeyRing(text, 'the new ring')
  const { mode, uid, gid } = statSync(file)
  const draft = `${file}.next`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeSync(handle, text)
    fchmodSync(handle, mode)
    if (process.getuid?.() === 0) fchownSync(handle, uid, gid)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
