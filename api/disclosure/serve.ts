/**
 * Releases from memory: a sealed body never changes, so it is read and compressed once and then answered before
 * sessions and routes are asked anything. Whoever reads one has passed the whole check less than a minute before.
 */
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Request, RequestHandler, Response } from 'express'
import type { Kysely } from 'kysely'
import type { PublishedDatabase } from '../db/connect.ts'

type Encoding = 'br' | 'gzip' | 'identity'
type Body = { etag: string; hash: string; texts: Record<Encoding, Buffer> }

/** After a session has ended its cookie may still read releases, which its account has read, for so long, ms. */
const remembered = 60_000
/** Cookies kept at most; beyond it the oldest is asked again. */
const mostCookies = 10_000

export type Releases = {
  /** Answers a GET of a release by who has just been let in; anything else goes on. */
  fromMemory: RequestHandler
  /** Answers a caller who has been checked. @returns false when there is no such release, or another one by this hash */
  answer(request: Request, response: Response, id: string, hash: string | undefined): Promise<boolean>
  /** The cookie of this request no longer opens anything. */
  forget(request: Request): void
}

export function releasesOf(reader: Kysely<PublishedDatabase>): Releases {
  const bodies = new Map<string, Body>()
  const letIn = new Map<string, number>()

  async function bodyOf(id: string): Promise<Body | undefined> {
    const kept = bodies.get(id)
    if (kept) return kept
    const sealed = await reader
      .selectFrom('published.release')
      .where('id', '=', id)
      .select(['body', 'hash'])
      .executeTakeFirst()
    if (!sealed) return undefined
    const identity = Buffer.from(sealed.body, 'utf8')
    const [br, zipped] = await Promise.all([promisify(brotliCompress)(identity), promisify(gzip)(identity)])
    const body = { etag: `"${sealed.hash}"`, hash: sealed.hash, texts: { br, gzip: zipped, identity } }
    bodies.set(id, body)
    return body
  }

  function send(request: Request, response: Response, body: Body, hash: string | undefined): void {
    response.set({
      ETag: body.etag,
      Vary: 'Accept-Encoding, Cookie',
      // With its hash in the address it is the same for ever; without, the answer is asked again and is then 304.
      'Cache-Control': hash ? 'private, max-age=31536000, immutable' : 'private, no-cache',
    })
    if (request.headers['if-none-match']?.includes(body.etag)) {
      response.status(304).end()
      return
    }
    const encoding = (request.acceptsEncodings(['br', 'gzip', 'identity']) || 'identity') as Encoding
    if (encoding !== 'identity') response.set('Content-Encoding', encoding)
    const text = body.texts[encoding]
    response.writeHead(200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': text.length,
    })
    response.end(request.method === 'HEAD' ? undefined : text)
  }

  return {
    fromMemory(request, response, next) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return next()
      const asked = /^\/api\/v1\/releases\/([\w-]+)(?:\?hash=([0-9a-f]{64}))?$/.exec(request.url)
      const until = asked && letIn.get(request.headers.cookie ?? '')
      if (!asked || until === undefined || until === null || until < Date.now()) return next()
      const body = bodies.get(asked[1]!)
      if (!body || (asked[2] && asked[2] !== body.hash)) return next()
      send(request, response, body, asked[2])
    },
    async answer(request, response, id, hash) {
      const body = await bodyOf(id)
      if (!body || (hash && hash !== body.hash)) return false
      const cookie = request.headers.cookie
      if (cookie) {
        if (letIn.size >= mostCookies) letIn.delete(letIn.keys().next().value!)
        letIn.delete(cookie)
        letIn.set(cookie, Date.now() + remembered)
      }
      send(request, response, body, hash)
      return true
    },
    forget(request) {
      letIn.delete(request.headers.cookie ?? '')
    },
  }
}
