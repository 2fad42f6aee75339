/** What the browser may keep of the server's answers, for the account that asked, and for how long. */

/**
 * Reading operations whose last answer may be shown without a network: what is published, and the census. Accesses,
 * completeness, exact counts, the session and whatever is personal or audited are never kept.
 */
export const keptOperations = [
  'listAreas',
  'listCentres',
  'listCells',
  'listIsochrones',
  'listResources',
  'getResource',
  'listProjects',
  'listReleases',
  'getRelease',
] as const

type Table = Readonly<Record<string, readonly [method: string, path: string]>>

/** @returns whether a GET of this path of the site may be answered from what is kept */
export function isKept(table: Table, path: string): boolean {
  return keptOperations.some(id => {
    const [method, pattern] = table[id] ?? []
    return method === 'get' && new RegExp(`^/api/v1${pattern!.replace(/\{\w+\}/g, '[^/]+')}$`).test(path)
  })
}

/** The name of the cache: one, of one account at a time, deleted whole at sign-out. */
export const keptCache = 'kept'

/** How long a page kept for an account stands in for the server, as long as its session would last, ms. */
export const keptLifetime = 12 * 60 * 60 * 1000

/** Deletes everything kept for an account. What waits in the queue is not here, and stays. */
export const forgetKept = async (): Promise<void> => {
  await globalThis.caches?.delete(keptCache)
}
