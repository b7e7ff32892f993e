/** What the API answered. */
export interface Reply<T> {
  readonly status: number
  readonly body: T
  readonly etag: string | null
}

export interface Question {
  /** Of whom */
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Calls the API, as programs do: to prepare a journey, or to see what came of it. What it refuses is an answer too. */
export async function ask<T = any>(
  url: string,
  method: string,
  path: string,
  { token, body, headers }: Question = {},
): Promise<Reply<T>> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: (text ? JSON.parse(text) : undefined) as T,
    etag: response.headers.get('etag'),
  }
}

export interface Person {
  readonly email: string
  readonly password: string
}

/** One of the demonstration's people. */
export const demo = (email: string): Person => ({ email, password: 'polyclinic-demo-only' })

/** Calls the API as somebody; what it refuses is an error. */
export interface Asker {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<T>
}

/** Signs in with a password. */
export async function askAs(url: string, { email, password }: Person): Promise<Asker> {
  const { accessToken: token } = await sure<{ accessToken: string }>(url, 'POST', '/v1/auth/login', {
    body: { email, password },
  })
  return {
    get: (path) => sure(url, 'GET', path, { token }),
    post: (path, body, more = {}) =>
      sure(url, 'POST', path, { token, body, headers: { 'idempotency-key': crypto.randomUUID(), ...more } }),
  }
}

async function sure<T>(url: string, method: string, path: string, question: Question): Promise<T> {
  const { status, body } = await ask<T>(url, method, path, question)
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`)
  return body
}
