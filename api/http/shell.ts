/**
 * The page itself: what the build made, with the account, the areas and their silhouettes written in, so that the
 * first paint asks for nothing more.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Request, RequestHandler, Response, Router } from 'express'
import sirv from 'sirv'

/** JSON inside a script element: `<` could end the element. */
const inScript = (value: string) => value.replaceAll('<', '\\u003c')

const isFile = (request: Request) => /\.\w+$/.test(request.path)

export type ShellData = { boot: string; outline: string }

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
  const files = sirv(dist, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders(response, path) {
      // Names under /assets carry a hash of the content.
      response.setHeader(
        'Cache-Control',
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  const show: RequestHandler = async (request, response) => {
    const { boot, outline } = await data(request)
    sendPage(
      request,
      response,
      page.replace('<!--outline-->', () => outline).replace('<!--boot-->', () => inScript(boot)),
    )
  }
  router.get('/', show)
  router.get('/index.html', show)
  router.use(files as RequestHandler)
  router.get('/{*path}', (request, response, next) => {
    if (isFile(request)) return next()
    return show(request, response, next)
  })
}

function sendPage(request: Request, response: Response, html: string): void {
  response.set('Cache-Control', 'no-store').vary('Accept-Encoding').type('html')
  if (request.acceptsEncodings('br') === 'br') {
    // Quality 4 costs about a millisecond on a page of this size.
    const body = brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
    response.set('Content-Encoding', 'br').send(body)
  } else response.send(html)
}
