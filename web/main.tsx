/** Starts the page on what the server wrote into it: at the door, or at once in the observatory. */
import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { AccountProvider, useSession } from './accounts/account.tsx'
import { Door } from './accounts/Door.tsx'
import { boot } from './api/boot.ts'
import { reportUncaughtFaults } from './api/reportPageFault.ts'
import { announce } from './ui/announce.ts'
import { Button } from './ui/Button.tsx'
import { Notice } from './ui/Notice.tsx'
import { paths } from './view/paths.ts'
import { publicScreens } from './view/screens.ts'
import { words as door } from './words/accounts.ts'
import { words } from './words/frame.ts'
import { useWords } from './words/language.ts'

// Zod would try to compile its schemas as soon as a form's chunk loads, which the Content-Security-Policy forbids
// and reports; this is its own setting, `config({ jitless: true })`, made without loading it.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

reportUncaughtFaults()

const root = document.getElementById('root')!
const outline = root.querySelector('svg')

type App = ComponentType<{ outline?: Element | null }>
const load = () => import('./App.tsx')

function Failed() {
  const w = useWords(words)
  return (
    <main className="main">
      <Notice kind="warning" action={<Button onClick={() => window.location.reload()}>{w.retry}</Button>}>
        <strong>{w.failedTitle}.</strong> {w.failedText}
      </Notice>
    </main>
  )
}

/** The door, until somebody has come in and what is behind it is there. */
function Entrance() {
  const w = useWords(door)
  const { account } = useSession()
  const [App, setApp] = useState<App | 'failed' | null>(null)
  useEffect(() => {
    if (!account) return
    load().then(
      ({ App }) => setApp(() => App),
      () => setApp('failed'),
    )
  }, [account])
  // Who came in is told so, and the keyboard goes on with what is behind the door.
  const entered = App && account ? w.signedInAs(account.displayName) : null
  useEffect(() => {
    if (!entered) return
    document.getElementById('main')?.focus()
    announce(entered)
  }, [entered])
  if (App === 'failed') return <Failed />
  if (App) return <App outline={outline} />
  // The first screen too: the map is not far behind the password.
  return (
    <Door
      outline={outline}
      onTouch={() =>
        void load().then(
          ({ foresee }) => foresee(),
          () => {},
        )
      }
    />
  )
}

const show = (page: ReactNode) => createRoot(root).render(<AccountProvider>{page}</AccountProvider>)
const isPublic = publicScreens.some(screen => paths[screen] === window.location.pathname)
if (!boot.account && !isPublic) show(<Entrance />)
else
  load().then(
    ({ App }) => show(<App outline={outline} />),
    () => show(<Failed />),
  )

// What makes the page open without a network is fetched when this one has long been painted, ms.
setTimeout(
  () => import('./offline/start.tsx').then(({ start }) => start()).catch(() => {}),
  boot.kept ? 0 : 3000,
)
