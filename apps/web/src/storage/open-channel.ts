/** What tabs hear of one another; nothing where a browser does not let them. */
export function openChannel(name: string): Pick<BroadcastChannel, 'onmessage' | 'postMessage'> {
  try {
    return new BroadcastChannel(name)
  } catch {
    return { onmessage: null, postMessage() {} }
  }
}
