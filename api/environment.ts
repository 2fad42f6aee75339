/** What the environment says, checked at once: every fault in one answer, none of them later. */
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Where } from './db/connect.ts'

export type DemoEdition = 'L' | 'S'

export type Environment = {
  where: Where
  host: string
  port: number
  /** Load the demonstration into an empty database. */
  demo: boolean
  /** Which edition the demonstration is published with: S is a district that meets few. */
  demoEdition: DemoEdition
  /** Whether coordinators may read exact counts: of the server's environment, so that no account can turn it on. */
  internalView: boolean
  /** The folder of the built pages. */
  pages: string
  /** The archive of the background map; only one that was asked for by name must be there. */
  background: { path: string | null; asked: boolean }
}

export class EnvironmentFaults extends Error {
  readonly faults: string[]
  constructor(faults: string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

/** @throws EnvironmentFaults naming every variable that cannot be used, and why */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const faults: string[] = []
  const text = (name: string) => variables[name]?.trim() || undefined

  const port = Number(text('PORT') ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    faults.push(`PORT is «${variables.PORT}»: a whole number from 0 to 65535 is needed.`)

  const yes = (name: string) => {
    const value = text(name) ?? '1'
    if (value !== '0' && value !== '1') faults.push(`${name} is «${variables[name]}»: 0 or 1 is needed.`)
    return value === '1'
  }
  const demo = yes('DEMO')
  const internalView = yes('INTERNAL_VIEW')
  const demoEdition = text('DEMO_EDITION') ?? 'L'
  if (demoEdition !== 'L' && demoEdition !== 'S')
    faults.push(`DEMO_EDITION is «${variables.DEMO_EDITION}»: L or S is needed.`)

  for (const name of ['DATABASE_URL', 'READER_DATABASE_URL']) {
    const value = text(name)
    if (value !== undefined && !/^postgres(ql)?:\/\/[^/]+\/.+/.test(value))
      faults.push(
        `${name} is not a PostgreSQL address: postgres://login:password@host:5432/database is needed.`,
      )
  }
  const url = text('DATABASE_URL')
  const readerUrl = text('READER_DATABASE_URL')
  if (readerUrl && !url)
    faults.push('READER_DATABASE_URL is given without DATABASE_URL: give both, or neither.')
  if (url && text('DATA_DIR')) faults.push('DATABASE_URL and DATA_DIR are both given: choose one.')

  const asked = text('BACKGROUND')
  const beside = url ? null : resolve(join(text('DATA_DIR') ?? '.data', 'background.pmtiles'))

  if (faults.length > 0) throw new EnvironmentFaults(faults)
  return {
    where: url
      ? { kind: 'postgresql', url, readerUrl }
      : { kind: 'embedded', dataDir: text('DATA_DIR') ?? '.data' },
    host: text('HOST') ?? '127.0.0.1',
    port,
    demo,
    demoEdition: demoEdition as DemoEdition,
    internalView,
    pages: resolve(text('PAGES') ?? fileURLToPath(new URL('../dist', import.meta.url))),
    background: { path: asked ? resolve(asked) : beside, asked: asked !== undefined },
  }
}
