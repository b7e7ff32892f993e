/** Gives a function from a database's name to the superuser's address of it. */
export function adminUrlOf(port: number, password: string): (database?: string) => string {
  return (database = 'postgres') =>
    `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}
