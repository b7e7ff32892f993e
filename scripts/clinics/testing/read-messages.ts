/**
 * Splits one direction of a Postgres connection into its messages (protocol 3): a type byte, a length that counts
 * itself, a body. The first message of a client has no type byte.
 */
export function readMessages(
  options: { startsUntyped: boolean },
  onMessage: (type: string, body: Buffer) => void,
): (chunk: Buffer) => void {
  let untyped = options.startsUntyped
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const head = untyped ? 0 : 1
      if (rest.length < head + 4) return
      const end = head + rest.readInt32BE(head)
      if (rest.length < end) return
      onMessage(untyped ? '' : String.fromCharCode(rest[0] as number), rest.subarray(head + 4, end))
      rest = rest.subarray(end)
      untyped = false
    }
  }
}
