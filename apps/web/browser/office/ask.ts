import { inject } from 'vitest'

export interface Reply<T> {
  readonly status: number
  readonly body: T
  readonly etag: string | null
}

/** Calls the API as a program would, to prepare a journey or to see what came of it. */
export async function ask<T = any>(
  method: string,
  path: string,
  { token, body, headers }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Reply<T>> {
  const response = await fetch(`${inject('url')}${path}`, {
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

export async function tokenOf(email: string): Promise<string> {
  const { body } = await ask('POST', '/v1/auth/login', { body: { email, password: 'polyclinic-demo-only' } })
  return body.accessToken
}

export interface FreeTime {
  readonly id: string
  readonly localDate: string
  readonly localTime: string
}

export const riverside = '/v1/clinics/riverside'

/** Free times of one doctor, the earliest first. */
export async function freeTimes(doctor: string): Promise<FreeTime[]> {
  const { body } = await ask('GET', `${riverside}/slots?doctor=${doctor}&visitType=consultation&limit=100`)
  return body.items
}

/** Books that time for the demo's patient. */
export async function bookAsPat(slot: FreeTime): Promise<{ id: string; version: number }> {
  const { body } = await ask('POST', `${riverside}/appointments`, {
    token: await tokenOf('pat@home.example'),
    headers: { 'idempotency-key': crypto.randomUUID() },
    body: { slotId: slot.id, visitType: 'consultation', reason: 'A cough that stays' },
  })
  return body
}

export async function doctorNamed(name: string): Promise<string> {
  const { body } = await ask('GET', `${riverside}/doctors`)
  return body.items.find((doctor: { name: string }) => doctor.name === name).id
}
