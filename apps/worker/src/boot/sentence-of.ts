/** One sentence for the person who starts the process; never a stack. */
export function sentenceOf(error: unknown): string {
  const { code, message, port } = error as { code?: unknown; message?: unknown; port?: unknown }
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${String(port)} is in use by another program: stop it or choose another with POLYCLINIC_WORKER_PORT.`
    case 'ENOENT':
      return `A file is missing: ${String(message)}.`
    case 'database-unavailable':
      return `The control plane cannot be reached (${String(message)}): bring the database server up and start again.`
    default:
      return String(message ?? error)
  }
}
