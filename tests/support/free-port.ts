/** A server on a port that nobody has. */
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serverOf } from '../../api/http/listening.ts'

/** @returns its address, and what stops it with all its connections */
export async function onFreePort(handle: RequestListener): Promise<{ url: string; stop(): Promise<void> }> {
  const server = serverOf(handle).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
