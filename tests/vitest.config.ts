import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import web from '../web/vite.config.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const database = { isolate: false, fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000 }

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
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/api/**', 'tests/attacks/**', 'tests/browser/**', 'tests/start/**'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'embedded',
          root,
          include: ['tests/api/**/*.test.ts'],
          env: { ENGINE: 'embedded' },
          ...database,
        },
      },
      {
        test: {
          name: 'postgresql',
          root,
          include: ['tests/api/**/*.test.ts'],
          globalSetup: fileURLToPath(new URL('support/postgresql.ts', import.meta.url)),
          env: { ENGINE: 'postgresql' },
          ...database,
        },
      },
      {
        test: {
          name: 'attacks',
          root,
          include: ['tests/attacks/**/*.test.ts'],
          globalSetup: fileURLToPath(new URL('attacks/engine.ts', import.meta.url)),
          setupFiles: fileURLToPath(new URL('attacks/setup.ts', import.meta.url)),
          ...database,
          testTimeout: process.env.ATTACKS === 'complete' ? 7_200_000 : 300_000,
        },
      },
      {
        test: {
          name: 'start',
          root,
          include: ['tests/start/**/*.test.ts'],
          ...database,
          testTimeout: 300_000, // a dozen processes one after another, beside other tests
        },
      },
      {
        test: {
          name: 'browser',
          root,
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: fileURLToPath(new URL('support/product.ts', import.meta.url)),
          ...database,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // One chance in a thousand, of a loaded machine, is one red run in five. What needed it is named at the end.
          retry: process.env.CI === 'true' ? 1 : 0,
          // A page answers in tenths of a second; a loaded machine must not make a fault of that.
          expect: { poll: { timeout: 30_000, interval: 200 } },
        },
      },
    ],
  },
})
