/**
 * Public data that may lie beside the repository and are never in it: a second proof where they are. Each kind of them has
 * invented inputs within the tests, so that nothing goes untried where they are not.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** @returns the path of a file or folder of them, or nothing where it is not on this machine */
export function outside(name: string): string | undefined {
  const path = fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url))
  return existsSync(path) ? path : undefined
}
