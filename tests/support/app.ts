/** The product over a test's database, spoken to through HTTP by personas who sign in with their password. */
import type { Express } from 'express'
import { createApp } from '../../api/app.ts'
import { type TestDatabase, test as withDatabase } from './database.ts'
import { onFreePort } from './free-port.ts'
import { givenAccounts, givenTerritory, type Persona, password } from './given.ts'
import { defaultNow } from './test-clock.ts'

export type Reply = { status: number; headers: Headers; text: string; body: any }
export type Client = {
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>
  delete(path: string): Promise<Reply>
  /** What the session was opened with, to go on with it on another server. */
  cookie: string | undefined
  /** A request exactly as told, for malformed ones. */
  send(path: string, init: RequestInit): Promise<Reply>
}
export type Product = {
  url: string
  app: Express
  visitor: Client
  as(persona: Persona): Promise<Client>
}

/** The day on which every test's product lives: a Sunday, with August and the third quarter closable. */
export const now = () => new Date(defaultNow)

export function clientOf(url: string, cookie?: string): Client {
  const send = async (path: string, init: RequestInit): Promise<Reply> => {
    const response = await fetch(url + path, {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string>) },
    })
    const text = await response.text()
    let body: unknown
    try {
      body = JSON.parse(text)
    } catch {}
    return { status: response.status, headers: response.headers, text, body }
  }
  return {
    cookie,
    send,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    put: (path, body, headers = {}) =>
      send(path, {
        method: 'PUT',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      }),
    patch: (path, body, headers = {}) =>
      send(path, {
        method: 'PATCH',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    delete: path => send(path, { method: 'DELETE' }),
  }
}

export const cookieOf = (reply: Reply) => reply.headers.get('set-cookie')?.split(';')[0]

export const test = withDatabase.extend<{ product: Product; given: TestDatabase }>({
  given: async ({ db }, use) => {
    await givenTerritory(db)
    await givenAccounts(db)
    await use(db)
  },
  product: async ({ given }, use) => {
    const app = await createApp({
      database: given,
      migration: 'test',
      demonstration: false,
      now,
      checkAnswers: true,
    })
    const { stop, ...served } = await servedBy(app)
    await use(served)
    await stop()
  },
})

/** An application on a free port, with clients of its personas. */
export async function servedBy(app: Express): Promise<Product & { stop(): Promise<void> }> {
  const { url, stop } = await onFreePort(app)
  const visitor = clientOf(url)
  return {
    url,
    app,
    visitor,
    async as(persona) {
      const reply = await visitor.post('/api/v1/session', { username: persona, password })
      if (reply.status !== 200) throw new Error(`${persona} cannot sign in: ${reply.text}`)
      return clientOf(url, cookieOf(reply))
    },
    stop,
  }
}
export { describe, expect } from 'vitest'
