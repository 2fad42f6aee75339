/**
 * The page itself: what the build made, with the account, the areas and their silhouettes written in, so that the
 * first paint asks for nothing more.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Request, RequestHandler, Response, Router } from 'express'

/** JSON inside a script element: `<` could end the element. */
const inScript = (value: string) => value.replaceAll('<', '\\u003c')

const isFile = (request: Request) => /\.\w+$/.test(request.path)

export type ShellData = {
  boot: string
  outline: string
  /** Who is signed in needs more than the door: the files named by the build are asked for at once. */
  inside: boolean
  /** Addresses that the page of this path will ask first, and may: asked while its scripts arrive. */
  answers: readonly string[]
}

export function shell(router: Router, dist: string, data: (request: Request) => Promise<ShellData>): void {
  const index = join(dist, 'index.html')
  if (!existsSync(index)) {
    router.get('/{*path}', (request, response, next) => {
      if (isFile(request)) return next()
      response.status(503).type('text/plain').send('The pages are not built yet: npm run build\n')
    })
    return
  }
  const page = readFileSync(index, 'utf8')
  const links = preloads(join(dist, 'preloads.json'))
  const show: RequestHandler = async (request, response) => {
    const { boot, outline, inside, answers } = await data(request)
    sendPage(
      request,
      response,
      page
        .replace('<!--preloads-->', () => (inside ? links(request.path) : '') + answers.map(answer).join(''))
        .replace('<!--outline-->', () => outline)
        .replace('<!--boot-->', () => inScript(boot)),
    )
  }
  router.get('/', show)
  router.get('/index.html', show)
  router.use(files(dist))
  router.get('/{*path}', (request, response, next) => {
    if (isFile(request)) return next()
    return show(request, response, next)
  })
}

const answer = (address: string) => `<link rel="preload" as="fetch" crossorigin href="${address}" />`

/** Links to the scripts and styles that a page of this path needs first. */
function preloads(list: string): (path: string) => string {
  if (!existsSync(list)) return () => ''
  const files: Record<string, string[]> = JSON.parse(readFileSync(list, 'utf8'))
  const link = (file: string) =>
    file.endsWith('.css')
      ? `<link rel="preload" as="style" crossorigin href="${file}" />`
      : `<link rel="modulepreload" crossorigin href="${file}" />`
  const links = new Map(Object.entries(files).map(([path, named]) => [path, named.map(link).join('')]))
  return path => links.get(path) ?? links.get('*') ?? ''
}

/**
 * The built files, read once: they weigh a few megabytes, are compressed already, and a new build underneath does
 * not disturb the pages that are open.
 */
function files(dist: string): RequestHandler {
  const kept = new Map(
    readdirSync(dist, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => [path.slice(dist.length).replaceAll('\\', '/'), readFileSync(path)]),
  )
  return (request, response, next) => {
    const body = kept.get(request.path)
    if (!body || (request.method !== 'GET' && request.method !== 'HEAD')) return next()
    // Names under /assets carry a hash of the content.
    const lasting = request.path.startsWith('/assets/')
    response
      .type(extname(request.path))
      .set('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      .vary('Accept-Encoding')
    // Asked one by one: among encodings accepted alike, the order of the header would win, and it says gzip first.
    const encoding = (['br', 'gzip'] as const).find(each => request.acceptsEncodings(each))
    const compressed = encoding && kept.get(`${request.path}.${encoding === 'br' ? 'br' : 'gz'}`)
    if (encoding && compressed) response.set('Content-Encoding', encoding).send(compressed)
    else response.send(body)
  }
}

function sendPage(request: Request, response: Response, html: string): void {
  response.set('Cache-Control', 'no-store').vary('Accept-Encoding').type('html')
  if (request.acceptsEncodings('br')) {
    // Quality 4 costs about a millisecond on a page of this size.
    const body = brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
    response.set('Content-Encoding', 'br').send(body)
  } else response.send(html)
}
