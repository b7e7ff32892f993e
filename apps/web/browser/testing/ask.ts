/** Calls the API as somebody, as programs do: for what a journey needs to be there before it begins. */
export interface Asker {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<T>
}

export const demoPassword = 'polyclinic-demo-only'

/** Signs in with a password. */
export async function askAs(url: string, email: string, password = demoPassword): Promise<Asker> {
  const { accessToken } = await send<{ accessToken: string }>(`${url}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const authorization = `Bearer ${accessToken}`
  return {
    get: (path) => send(`${url}${path}`, { headers: { authorization } }),
    post: (path, body, headers = {}) =>
      send(`${url}${path}`, {
        method: 'POST',
        headers: {
          authorization,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
          ...headers,
        },
        body: JSON.stringify(body),
      }),
  }
}

async function send<T>(address: string, init: RequestInit): Promise<T> {
  const response = await fetch(address, init)
  const text = await response.text()
  if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${address}: ${response.status} ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}
