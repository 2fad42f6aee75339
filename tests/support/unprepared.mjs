// @ts-check
/**
 * A fresh machine: loaded before a server, it hides the file that new embedded databases begin with, so that the engine
 * makes its own.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const { readFileSync } = fs
fs.readFileSync = /** @type {typeof readFileSync} */ (
  (/** @type {any} */ path, /** @type {any} */ options) => {
    if (/engine-[0-9a-f]+\.tar\.gz$/.test(String(path))) throw new Error('not on a fresh machine')
    return readFileSync(path, options)
  }
)
syncBuiltinESMExports()
