/** Begins once the page stands: keeps it for a day without a network, and says quietly when something is to be known. */
import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { boot } from '../api/boot.ts'
import { somethingTyped } from '../ui/askBeforeUnload.ts'
import { Button } from '../ui/Button.tsx'
import { locale, useWords } from '../words/language.ts'
import { words } from '../words/offline.ts'
import './offline.css'

/** How long the day of what is kept is said, ms. */
const saidFor = 15_000
/** How often the version that waits is asked to take over, ms. */
const askAgain = 1000
/** How often an open page looks for a new version, ms. */
const lookAgain = 60 * 60 * 1000

function Said({ registration }: { registration: ServiceWorkerRegistration | undefined }) {
  const w = useWords(words)
  const [isNewer, setNewer] = useState(Boolean(registration?.waiting))
  const [unfinished, setUnfinished] = useState(false)
  const [kept, setKept] = useState(boot.kept)
  useEffect(() => {
    if (!registration) return
    const found = () => {
      registration.installing?.addEventListener('statechange', () => registration.waiting && setNewer(true))
    }
    registration.addEventListener('updatefound', found)
    const clock = setInterval(() => {
      registration.update().catch(() => {})
      registration.active?.postMessage('keep') // a page that stays open renews what is kept, as it renews its session
    }, lookAgain)
    return () => {
      registration.removeEventListener('updatefound', found)
      clearInterval(clock)
    }
  }, [registration])
  useEffect(() => {
    const back = () => setKept(undefined)
    const clock = setTimeout(back, saidFor)
    window.addEventListener('online', back)
    return () => {
      clearTimeout(clock)
      window.removeEventListener('online', back)
    }
  }, [])

  function update() {
    // What is being written would go with the page.
    if (somethingTyped()) return setUnfinished(true)
    // Another tab may have changed to it already, or a newer one came: what waits now is asked, not what was seen first.
    if (!registration?.waiting) return window.location.reload()
    navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), {
      once: true,
    })
    // Chromium under load has passed over a message sent right after an access was recorded: it is sent again.
    const ask = () => registration.waiting?.postMessage('update')
    ask()
    setInterval(ask, askAgain)
  }
  return (
    <>
      {kept && (
        <p role="status">
          {w.keptPage(
            new Intl.DateTimeFormat(locale(), {
              timeZone: 'Europe/Rome',
              day: 'numeric',
              month: 'long',
              hour: '2-digit',
              minute: '2-digit',
            }).format(new Date(kept)),
          )}
        </p>
      )}
      {isNewer && (
        <p>
          <span role="status">{unfinished ? w.finishFirst : w.newVersion}</span>
          <Button onClick={update}>{w.update}</Button>
        </p>
      )}
    </>
  )
}

export async function start(): Promise<void> {
  const registration = await navigator.serviceWorker?.register('/sw.js').catch(() => undefined)
  const place = document.createElement('div')
  place.className = 'offline-said no-print'
  document.body.append(place)
  createRoot(place).render(<Said registration={registration} />)
  if (!boot.kept) (await navigator.serviceWorker?.ready)?.active?.postMessage('keep')
}
