/** The server of HTTP under the product, the same in tests. */
import { createServer, type RequestListener, type Server } from 'node:http'

/**
 * How long an idle connection is kept: longer than proxies keep theirs (60 s is usual), because who closes first wins. With
 * Node’s own 5 s a proxy, or a browser, sends its next request on a connection that is being closed, and gets a reset.
 */
const keptMs = 75_000

/** @returns a server that does not listen yet */
export function serverOf(handle: RequestListener): Server {
  const server = createServer(handle)
  server.keepAliveTimeout = keptMs
  return server
}
