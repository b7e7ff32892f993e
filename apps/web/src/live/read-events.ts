/** One event of a stream (HTML, 9.2.6), as far as our server writes them. */
export interface LiveMessage {
  readonly event: string
  readonly id: string | undefined
  readonly data: unknown
}

/** Reads an answer of server-sent events until it ends. @param onSign called with whatever arrives, comments too */
export async function readEvents(
  response: Response,
  onMessage: (message: LiveMessage) => void,
  onSign: () => void,
): Promise<void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (;;) {
    const part = await reader?.read()
    if (!part || part.done) return
    onSign()
    const frames = (text + part.value).split('\n\n')
    text = frames.pop() ?? ''
    for (const frame of frames) {
      const message = readFrame(frame)
      if (message) onMessage(message)
    }
  }
}

function readFrame(frame: string): LiveMessage | undefined {
  const fields = new Map<string, string>()
  for (const line of frame.split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).trimStart())
  }
  const event = fields.get('event')
  if (!event) return undefined
  return { event, id: fields.get('id'), data: JSON.parse(fields.get('data') ?? 'null') }
}
