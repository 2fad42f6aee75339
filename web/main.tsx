/** Starts the page on what the server wrote into it. */
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { AccountProvider } from './accounts/account.tsx'
import { boot } from './api/boot.ts'

// Zod would try to compile its schemas as soon as a form's chunk loads, which the Content-Security-Policy forbids
// and reports; this is its own setting, `config({ jitless: true })`, made without loading it.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

const root = document.getElementById('root')!
const outline = root.querySelector('svg')

createRoot(root).render(
  <AccountProvider>
    <App outline={outline} />
  </AccountProvider>,
)

// What makes the page open without a network is fetched when this one has long been painted, ms.
setTimeout(
  () => import('./offline/start.tsx').then(({ start }) => start()).catch(() => {}),
  boot.kept ? 0 : 3000,
)
