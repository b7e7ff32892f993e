/** One sentence for the person who starts the process; never a stack. */
export function sentenceOf(error: unknown): string {
  const { code, message, port, path, facts } = error as Readonly<Record<string, unknown>>
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${String(port)} is in use by another program: stop it or choose another with PORT.`
    case 'EACCES':
      return `The system does not let us use ${String(path ?? `port ${String(port)}`)}: choose another or ask for the right.`
    case 'ENOENT':
      return `There is no file ${String(path)}: correct the setting that names it.`
    case 'database-unavailable':
      return aboutControlPlane(String((facts as { reason?: unknown } | undefined)?.reason))
    default:
      return String(message || error).split('\n')[0] as string
  }
}

function aboutControlPlane(reason: string): string {
  switch (reason) {
    case 'missing':
      return 'The server has no control plane of that name: run "npm run clinics -- list" once, which makes it, or correct POLYCLINIC_CONTROL_DATABASE.'
    case 'refused':
      return 'The database server refuses our login: correct DATABASE_URL, or give the keys that this installation was made with.'
    default:
      return 'The database server of the control plane cannot be reached: bring it up or correct DATABASE_URL.'
  }
}
