// @ts-check
/**
 * `npm run dev`: the product at its usual address, with pages whose modules are replaced as their files change and a
 * server that starts again when its own do. Vite answers for the pages; everything else, the page's data too, comes from
 * api/server.ts, a process of its own on another port. Plain JavaScript: nothing is to be built before it.
 */
import { spawn } from 'node:child_process'
import { request as ask, createServer } from 'node:http'
import { createServer as createSocket } from 'node:net'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer as createVite } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const host = process.env.HOST || '127.0.0.1'
const outer = createServer()
const freePort = () =>
  /** @type {Promise<number>} */ (
    new Promise(resolve => {
      const probe = createSocket().listen(0, '127.0.0.1', () => {
        const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address())
        probe.close(() => resolve(port))
      })
    })
  )
const port = await freePort()

/** @type {import('node:child_process').ChildProcess | undefined} */
let server
/** Resolves once the server listens; a request meanwhile waits for it. @type {Promise<void>} */
let listening = Promise.resolve()
function start() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'api/server.ts'], {
    cwd: root,
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), PAGES: join(root, 'web') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  server = child
  listening = new Promise(resolve => {
    child.stdout.on('data', chunk => {
      // Its own address would be the wrong one to open.
      process.stdout.write(String(chunk).replace(/\n *The observatory is at .*\n\n?/, ''))
      if (String(chunk).includes('The observatory is at ')) resolve()
    })
    child.once('exit', () => {
      if (server === child) server = undefined // its sentence is on the terminal: a changed file starts it again
      resolve()
    })
  })
}
let restarting = false
async function restart() {
  if (restarting) return
  restarting = true
  listening = new Promise(resolve => setTimeout(resolve, 60_000).unref())
  await new Promise(resolve => setTimeout(resolve, 200)) // an editor may write several files
  const child = server
  if (child) {
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  restarting = false
  start()
}

const vite = await createVite({
  configFile: join(root, 'web/vite.config.ts'),
  appType: 'custom',
  server: { middlewareMode: true, hmr: { server: outer }, fs: { allow: [root] } },
})
vite.watcher.add([join(root, 'api'), join(root, 'sql')])
vite.watcher.on('all', (event, path) => {
  const [folder] = relative(root, path).split(/[\\/]/)
  if ((folder === 'api' || folder === 'sql') && ['add', 'change', 'unlink'].includes(event)) restart()
})

/** The inline script of React's replacement and the styles that Vite puts in, which the built pages do without. */
const loosened = (/** @type {string} */ policy) =>
  policy
    .replace(/(script|style)-src 'self'/g, "$1-src 'self' 'unsafe-inline'")
    .replace(/connect-src 'self'/, "connect-src 'self' ws:")

/**
 * Passes a request on to the server.
 * @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response
 * @param {((html: string) => Promise<string>) | null} change what becomes of a page
 */
async function pass(request, response, change) {
  await listening
  const inner = ask(
    {
      host: '127.0.0.1',
      port,
      method: request.method,
      path: request.url,
      headers: { ...request.headers, ...(change ? { 'accept-encoding': 'identity' } : {}) },
    },
    async answer => {
      const page = change && String(answer.headers['content-type']).startsWith('text/html')
      if (!page) {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        return void answer.pipe(response)
      }
      /** @type {Buffer[]} */
      const chunks = []
      for await (const chunk of answer) chunks.push(chunk)
      const { 'content-length': _, etag: __, ...headers } = answer.headers
      const policy = headers['content-security-policy']
      if (policy) headers['content-security-policy'] = loosened(String(policy))
      response.writeHead(answer.statusCode ?? 502, headers)
      response.end(await change(Buffer.concat(chunks).toString()))
    },
  )
  inner.on('error', () => {
    if (!response.headersSent) response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8' })
    response.end('The server does not run: the terminal says why.\n')
  })
  request.pipe(inner)
}

// One that `npm start` left in the browser would go on with the pages it has kept.
const noWorker =
  'self.addEventListener("activate", () => self.registration.unregister())\nself.skipWaiting()\n'

outer.on('request', (request, response) => {
  const path = request.url?.split('?')[0] ?? '/'
  if (/^\/(api|tiles|background|status|problems)(\/|$)/.test(path)) return void pass(request, response, null)
  if (path === '/sw.js')
    return void response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(noWorker)
  vite.middlewares(request, response, () => {
    pass(request, response, html => vite.transformIndexHtml(request.url ?? '/', html))
  })
})
outer.on('error', error => {
  console.error(String(error.message))
  process.exit(1)
})
const stop = async () => {
  const child = server
  if (child) {
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  process.exit(0)
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)

start()
outer.listen(Number(process.env.PORT || 3000), host, async () => {
  const { port: bound } = /** @type {import('node:net').AddressInfo} */ (outer.address())
  await listening
  if (server)
    console.log(
      `\n  The observatory is at http://${host}:${bound}, and follows what changes in web, api and sql\n`,
    )
})
