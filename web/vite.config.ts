import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
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
    for (const feature of readdirSync(here('../api')))
      if (readdirSync(here('../api'), { withFileTypes: true }).find(e => e.name === feature)?.isDirectory())
        if (readdirSync(here(`../api/${feature}`)).includes('contract.ts')) {
          const contract = await import(here(`../api/${feature}/contract.ts`))
          for (const value of Object.values(contract) as Operation[])
            if (value && typeof value === 'object' && 'allow' in value) table[value.id] = [value.method, value.path]
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
