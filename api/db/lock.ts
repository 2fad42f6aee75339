/**
 * One process per data directory: a second writer on the embedded database would lose rows of the first.
 * The lock is a listening local socket, which the kernel drops with its process, so a killed one leaves nothing
 * stale. It holds among the processes of one machine (one network namespace).
 */
import { createHash } from 'node:crypto'
import { mkdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * @returns the function that gives the lock back
 * @throws Error with code EADDRINUSE when another process holds it
 */
export async function lockDirectory(path: string): Promise<() => Promise<void>> {
  mkdirSync(path, { recursive: true })
  const { dev, ino } = statSync(path)
  const name = `osservatorio-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32)}`
  const address =
    process.platform === 'linux'
      ? `\0${name}` // abstract: no file to be left behind
      : process.platform === 'win32'
        ? `\\\\.\\pipe\\${name}`
        : join(tmpdir(), `${name}.sock`)
  const server = createServer(socket => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
  server.unref()
  return () => new Promise(resolve => server.close(() => resolve()))
}
