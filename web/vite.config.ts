import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, runnerImport } from 'vite'
import type { Operation } from '../api/http/operation.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * `virtual:operations` is the table id → [method, path] read from the contracts at build time, so that the
 * first paint does not carry zod and the schemas of every form.
 */
const operations = (): Plugin => ({
  name: 'operations',
  resolveId: id => (id === 'virtual:operations' ? '\0virtual:operations' : null),
  async load(id) {
    if (id !== '\0virtual:operations') return null
    const table: Record<string, [string, string]> = {}
    const contracts = readdirSync(here('../api'), { recursive: true, encoding: 'utf8' }).filter(path =>
      path.endsWith('contract.ts'),
    )
    for (const contract of contracts.sort()) {
      const { module } = await runnerImport<Record<string, unknown>>(here(`../api/${contract}`), {
        configFile: false,
      })
      for (const exported of Object.values(module) as Operation[])
        if (exported && typeof exported === 'object' && 'allow' in exported)
          table[exported.id] = [exported.method, exported.path]
    }
    return `export default ${JSON.stringify(table)}`
  },
})

/** Each text file also as .br and .gz, compressed once here instead of at every request. */
const precompressed = (): Plugin => ({
  name: 'precompressed',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const [fileName, item] of Object.entries(bundle)) {
        if (!/\.(js|mjs|css|svg|json|geojson)$/.test(fileName)) continue
        const source = Buffer.from(item.type === 'chunk' ? item.code : item.source)
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(source) })
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(source) })
      }
    },
  },
})

export default defineConfig({
  root: here('.'),
  plugins: [react(), operations(), precompressed()],
  build: {
    outDir: here('../dist'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0, // the Content-Security-Policy has no data: for fonts and styles
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
})
