/** The product as a user starts it: a process of its own, on a free port, with the demonstration in a new folder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { clockVariables } from './test-clock.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Server = {
  process: ChildProcess
  /** Everything printed so far, both streams. */
  printed(): string
  /** @returns the address, once it listens; undefined when the process ended instead */
  listening(): Promise<string | undefined>
  ended: Promise<number | null>
}

/**
 * Starts api/server.ts with these variables alone beside PATH and, over an embedded database, the clock of the tests: a
 * PostgreSQL server has the machine's, and the two are one.
 */
export function startServer(variables: Record<string, string>): Server {
  const child = spawn(process.execPath, ['--import', 'tsx', 'api/server.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: '0',
      ...(variables.DATABASE_URL ? {} : clockVariables()),
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const watchers = new Set<() => void>()
  const ended = new Promise<number | null>(resolve =>
    child.once('close', code => {
      resolve(code)
      for (const watch of watchers) watch()
    }),
  )
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      text += chunk
      for (const watch of watchers) watch()
    })
  return {
    process: child,
    printed: () => text,
    ended,
    listening: () =>
      new Promise(resolve => {
        const watch = () => {
          const address = /The observatory is at (\S+)/.exec(text)?.[1]
          if (address || child.exitCode !== null || child.signalCode !== null) {
            watchers.delete(watch)
            resolve(address)
          }
        }
        watchers.add(watch)
        watch()
      }),
  }
}

/** Vitest's global setup of the project `browser`. */
export default async function setup() {
  if (process.env.PRODUCT_URL) return
  const folder = mkdtempSync(join(tmpdir(), 'observatory-product-'))
  const server = startServer({ DATA_DIR: folder, ...clockVariables(process.env.TEST_BROWSER_SHIFT) })
  const url = await server.listening()
  if (!url) throw new Error(server.printed())
  process.env.PRODUCT_URL = url
  return async () => {
    delete process.env.PRODUCT_URL
    server.process.kill('SIGTERM')
    await server.ended
    rmSync(folder, { recursive: true, force: true })
  }
}
