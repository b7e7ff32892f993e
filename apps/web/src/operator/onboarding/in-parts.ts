/** What one request takes, in characters: below the server's limit, with room for what JSON adds. */
const most = 24_000

export interface ListPart {
  readonly csv: string
  /** To be added to the lines that are told of it */
  readonly lineOffset: number
}

/** Cuts a list into parts with the header each, between rows: not where a quote is open. */
export function inParts(csv: string): ListPart[] {
  const [header = '', ...lines] = csv.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const parts: ListPart[] = []
  let part: string[] = []
  let size = 0
  let begins = 0
  let open = false
  const close = () => {
    if (part.length > 0) parts.push({ csv: [header, ...part].join('\n'), lineOffset: begins })
    begins += part.length
    part = []
    size = 0
  }
  for (const line of lines) {
    if (!open && size + line.length > most) close()
    part.push(line)
    size += line.length + 1
    if ((line.split('"').length - 1) % 2 === 1) open = !open
  }
  close()
  return parts
}
