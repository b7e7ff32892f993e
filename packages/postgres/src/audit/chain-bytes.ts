import { createHash } from 'node:crypto'

/** One link as it is stored, with its entry; the entry's parts are null where it is gone. */
export interface ChainRow {
  seq: number
  hash: Buffer
  entryId: string
  id: string | null
  atMicroseconds: string | null
  actor: string | null
  capacity: string | null
  purpose: string | null
  kind: string | null
  objectType: string | null
  objectId: string | null
  patientId: string | null
  transactionId: string | null
}

/** An entry as the bytes that are hashed: what `audit_bytes` of the migrations makes, made again. */
export function chainBytes(row: ChainRow, seq: number): Buffer {
  const parts = [
    String(seq),
    row.id,
    row.atMicroseconds,
    row.actor,
    row.capacity,
    row.purpose,
    row.kind,
    row.objectType,
    row.objectId,
    row.patientId,
    row.transactionId,
  ]
  return Buffer.from(
    parts.map((part) => (part === null ? '-' : `${Buffer.byteLength(part)}:${part}`)).join(','),
  )
}

/** The hash of the link that follows `previous`. */
export const linkHash = (previous: Buffer, row: ChainRow, seq: number): Buffer =>
  createHash('sha256').update(previous).update(chainBytes(row, seq)).digest()
