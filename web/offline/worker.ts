/**
 * The service worker: the pages of the build, the last page that this account saw, the census and what is
 * published, for when the server does not answer. Records are none of its business: they wait in the queue.
 */
/// <reference lib="webworker" />
import table from 'virtual:operations'
import { type PrecacheEntry, precacheAndRoute } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'
import { forgetKept, isKept, keptCache, keptLifetime } from './kept.ts'
import { type PageParts, pageOf, partsOf } from './page.ts'

declare const self: ServiceWorkerGlobalScope
/** Written by the build. */
declare const BUILT_FILES: PrecacheEntry[]
declare const BUILT_PAGE: string

type KeptPage = PageParts & { at: number; headers: [string, string][] }

/** How long a page or a list is waited for before what is kept stands in, s. */
const patience = 5
const keptPage = '/kept-page'

precacheAndRoute(BUILT_FILES)

async function readKept(): Promise<KeptPage | undefined> {
  const kept = await (await caches.open(keptCache)).match(keptPage)
  return kept?.json()
}

/** Keeps the page of who is signed in; a page of somebody else, or of nobody, ends what was kept before. */
async function keep(response: Response): Promise<void> {
  const parts = partsOf(await response.text())
  if (!parts) return
  const before = await readKept()
  if (before && before.boot.account?.username !== parts.boot.account?.username) await forgetKept()
  if (!parts.boot.account) return
  // The page is made again from this build, so that it names the files that this worker holds.
  const headers = [...response.headers].filter(
    ([name]) => !/^(content-(encoding|length)|date|etag)$/.test(name),
  )
  const kept: KeptPage = { ...parts, at: Date.now(), headers }
  await (await caches.open(keptCache)).put(keptPage, Response.json(kept))
}

/** After the session's own lifetime only the door is left, and what was kept behind it goes. */
async function standIn(): Promise<Response | undefined> {
  const kept = await readKept()
  if (!kept) return undefined
  const { at, headers, boot, outline } = kept
  const ended = Date.now() - at > keptLifetime
  if (ended && boot.account) {
    await forgetKept()
    const door: KeptPage = { ...kept, boot: { ...boot, account: null } }
    await (await caches.open(keptCache)).put(keptPage, Response.json(door))
  }
  const shown = { ...boot, account: ended ? null : boot.account, kept: new Date(at).toISOString() }
  return new Response(pageOf(BUILT_PAGE, { boot: shown, outline }), { headers })
}

const isPage = ({ pathname }: URL) => !/^\/(api|problems|status)(\/|$)|\.\w+$/.test(pathname)

registerRoute(
  ({ request, url }) => request.mode === 'navigate' && isPage(url),
  async ({ request, event }) => {
    const network = fetch(request)
    // Both are waited for, so that the one that comes second is not an error that nobody hears.
    const late = new Promise<undefined>(resolve => setTimeout(resolve, patience * 1000))
    const first = await Promise.race([network, late]).catch(() => undefined)
    if (first && first.status < 500) {
      if (first.ok) (event as FetchEvent).waitUntil(keep(first.clone()))
      return first
    }
    return (await standIn()) ?? first ?? network
  },
)

/** A release with its hash in the address never changes: the one kept is the one there is. */
const forEver = ({ pathname, searchParams }: URL) =>
  /\/releases\/[^/]+$/.test(pathname) && searchParams.has('hash')
registerRoute(
  ({ request, url, sameOrigin }) =>
    sameOrigin && request.method === 'GET' && isKept(table, url.pathname) && forEver(url),
  new CacheFirst({ cacheName: keptCache }),
)

const lists = new NetworkFirst({ cacheName: keptCache, networkTimeoutSeconds: patience })
registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && request.method === 'GET' && isKept(table, url.pathname),
  async ({ request, event, url }) => {
    try {
      return await lists.handle({ request, event })
    } catch (away) {
      // Part of the census is found in the whole, which was asked for when the page was kept.
      const need = url.searchParams.get('need')
      const whole = await caches.match('/api/v1/resources', { cacheName: keptCache })
      if (url.pathname !== '/api/v1/resources' || !whole) throw away
      const status = url.searchParams.get('status')
      const census = await whole.json()
      census.features = census.features.filter(
        ({ properties }: { properties: { needs: string[]; status: string } }) =>
          (!need || properties.needs.includes(need)) && (!status || properties.status === status),
      )
      return Response.json(census)
    }
  },
)

/** The page that this account would see, and what its screens ask for first, so that one visit is enough. */
async function keepNow(): Promise<void> {
  const page = await fetch('/')
  if (!page.ok) return
  await keep(page)
  if (!(await readKept())?.boot.account) return
  const cache = await caches.open(keptCache)
  const ask = async (path: string) => {
    const answer = await fetch(`/api/v1${path}`)
    if (answer.ok) await cache.put(`/api/v1${path}`, answer.clone())
    return answer.ok ? answer.json() : undefined
  }
  const [releases] = await Promise.all(
    ['/releases', '/areas', '/centres', '/cells', '/resources'].map(path => ask(path).catch(() => undefined)),
  )
  // All of them together are some tens of kB.
  for (const { id, hash, replaced } of releases?.releases ?? []) {
    const path = `/releases/${id}?hash=${hash}`
    if (!replaced && !(await cache.match(`/api/v1${path}`))) await ask(path).catch(() => undefined)
  }
}

self.addEventListener('fetch', event => {
  const { method, url } = event.request
  if (method === 'GET' || new URL(url).pathname !== '/api/v1/session') return
  event.respondWith(
    fetch(event.request).then(async response => {
      if (response.ok) {
        await forgetKept()
        if (method === 'POST') event.waitUntil(keepNow().catch(() => {}))
      }
      return response
    }),
  )
})

self.addEventListener('message', event => {
  if (event.data === 'keep') event.waitUntil(keepNow().catch(() => {}))
  // On the person's own act alone: a page may be in the middle of an access.
  if (event.data === 'update') void self.skipWaiting()
})
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))
