import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin, runnerImport } from 'vite'
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

/**
 * `preloads.json`: by path, the files that who is signed in needs first, so that the server names them in the page
 * instead of letting each name the next.
 */
const preloads = (): Plugin => ({
  name: 'preloads',
  apply: 'build',
  generateBundle: {
    order: 'post', // files of nothing but styles are gone by then
    handler(_options, bundle) {
      const chunks = Object.values(bundle).filter(item => item.type === 'chunk')
      const of = (modules: readonly string[]) => {
        const files = new Set<string>()
        const add = (name: string) => {
          const chunk = bundle[name]
          if (chunk?.type !== 'chunk' || chunk.isEntry || files.has(name)) return
          files.add(name)
          for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style)
          for (const next of chunk.imports) add(next)
        }
        for (const path of modules)
          add(chunks.find(one => one.moduleIds.includes(here(path)))?.fileName ?? '')
        return [...files].map(name => `/${name}`)
      }
      const first = of(['App.tsx', 'explore/Explore.tsx', 'explore/gap/part.tsx'])
      const source = JSON.stringify({ '/': first, '/esplora': first, '*': of(['App.tsx']) })
      this.emitFile({ type: 'asset', fileName: 'preloads.json', source })
    },
  },
})

type Graph = (id: string) => { importedIds: readonly string[] } | null
function reached(roots: readonly string[], graph: Graph): Set<string> {
  const found = new Set<string>()
  const add = (id: string) => {
    if (found.has(id)) return
    found.add(id)
    for (const next of graph(id)?.importedIds ?? []) add(next)
  }
  for (const root of roots) add(here(root))
  return found
}

/**
 * What *Esplora* needs beyond the frame is one file: as sixty small ones, which the other screens could share, it takes
 * a phone on 4G ten journeys.
 */
let ofExplore: Set<string> | undefined
function isOfExplore(id: string, graph: Graph): boolean {
  const known = ofExplore ?? reached(['explore/Explore.tsx', 'explore/gap/part.tsx'], graph)
  if (!ofExplore) for (const before of reached(['main.tsx', 'App.tsx'], graph)) known.delete(before)
  ofExplore = known
  return known.has(id)
}

/** Fonts that a PDF made in the browser embeds. */
const embedded = /titillium-web-latin(?:-ext)?-(400|700)-normal[^/]*\.woff$/

/**
 * The service worker, built on its own when the pages are: it is told which files they need, and the page without
 * what the server writes into it.
 */
const serviceWorker = (): Plugin => ({
  name: 'service-worker',
  apply: 'build',
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      // Names carry a hash of the content, so no revision; fonts only in the form that browsers ask for first,
      // and those that a PDF embeds.
      const files = Object.keys(bundle)
        .filter(name => name.startsWith('assets/') && (!name.endsWith('.woff') || embedded.test(name)))
        .sort()
        .map(name => ({ url: `/${name}`, revision: null }))
      const page = bundle['index.html']
      if (page?.type !== 'asset') throw new Error('the page was not built')
      const built = await build({
        configFile: false,
        logLevel: 'error',
        plugins: [operations()],
        define: {
          BUILT_FILES: JSON.stringify(files),
          BUILT_PAGE: JSON.stringify(String(page.source)),
          'process.env.NODE_ENV': '"production"',
        },
        build: {
          write: false,
          target: 'es2023',
          lib: {
            entry: here('offline/worker.ts'),
            formats: ['iife'],
            name: 'worker',
            fileName: () => 'sw.js',
          },
        },
      })
      const [{ output }] = built as unknown as [{ output: [{ code: string }] }]
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: output[0].code })
    },
  },
})

export default defineConfig({
  root: here('.'),
  plugins: [react(), operations(), preloads(), serviceWorker(), precompressed()],
  build: {
    outDir: here('../dist'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0, // the Content-Security-Policy has no data: for fonts and styles
    // The first script names no others: the server does that in the page, for who is signed in.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, files, { hostId }) =>
        hostId.startsWith('assets/index-') ? files.filter(name => name.endsWith('.css')) : files,
    },
    rolldownOptions: {
      output: {
        // One file, which stays the same from one version of the product to the next.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'react', test: /\/node_modules\/(react|react-dom|scheduler)\// },
            { name: (id, graph) => (isOfExplore(id, of => graph.getModuleInfo(of)) ? 'first' : null) },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
})
