import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import web from '../web/vite.config.ts'
import { filesOption } from './support/projects.mjs'
import { setTestClock } from './support/test-clock.ts'

setTestClock()
const root = fileURLToPath(new URL('..', import.meta.url))
/** How long a test takes says nothing of what it tests, and much of the machine: this only ends one that is stuck. */
const patience = { testTimeout: 600_000, hookTimeout: 600_000 }
const database = { isolate: false, fileParallelism: false, ...patience }

export default defineConfig({
  root,
  test: {
    reporters: ['default', fileURLToPath(new URL('support/closing-line.ts', import.meta.url))],
    projects: [
      {
        plugins: web.plugins!,
        test: {
          name: 'unit',
          root,
          ...filesOption('unit'),
          setupFiles: fileURLToPath(new URL('support/unit.ts', import.meta.url)),
          // Files of one process share what they import, which is most of their time; unit.ts takes back what a file leaves.
          isolate: false,
          ...patience,
        },
      },
      {
        test: {
          name: 'embedded',
          root,
          ...filesOption('embedded'),
          globalSetup: fileURLToPath(new URL('support/engine.ts', import.meta.url)),
          env: { ENGINE: 'embedded' },
          ...database,
        },
      },
      {
        test: {
          name: 'postgresql',
          root,
          ...filesOption('postgresql'),
          globalSetup: fileURLToPath(new URL('support/postgresql.ts', import.meta.url)),
          env: { ENGINE: 'postgresql' },
          ...database,
        },
      },
      {
        test: {
          name: 'attacks',
          root,
          ...filesOption('attacks'),
          globalSetup: ['support/engine.ts', 'attacks/engine.ts'].map(path =>
            fileURLToPath(new URL(path, import.meta.url)),
          ),
          setupFiles: fileURLToPath(new URL('attacks/setup.ts', import.meta.url)),
          ...database,
          testTimeout: process.env.ATTACKS === 'complete' ? 7_200_000 : patience.testTimeout,
        },
      },
      {
        test: {
          name: 'start',
          root,
          ...filesOption('start'),
          globalSetup: fileURLToPath(new URL('support/engine.ts', import.meta.url)),
          ...database,
        },
      },
      {
        test: {
          name: 'browser',
          root,
          env: { TEST_CLOCK_SHIFT: process.env.TEST_BROWSER_SHIFT! },
          ...filesOption('browser'),
          globalSetup: ['support/engine.ts', 'support/product.ts'].map(path =>
            fileURLToPath(new URL(path, import.meta.url)),
          ),
          ...database,
          // One chance in a thousand, of a loaded machine, is one red run in five. What needed it is named at the end.
          retry: process.env.CI === 'true' ? 1 : 0,
          // A page answers in tenths of a second; a loaded machine must not make a fault of that.
          expect: { poll: { timeout: 60_000, interval: 200 } },
        },
      },
    ],
  },
})
