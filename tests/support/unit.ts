/**
 * Before and after each file of the project `unit`, whose files share a process: our own modules are new for each file, so
 * that none finds what another has left in them, and the page is empty. What comes from node_modules stays.
 */
import { afterAll, vi } from 'vitest'

vi.resetModules()
const listeners: (() => void)[] = []
if (typeof document !== 'undefined') {
  for (const element of [document.head, document.body]) element.replaceChildren()
  for (const element of [document.documentElement, document.body])
    for (const name of element.getAttributeNames()) element.removeAttribute(name)
  localStorage.clear()
  sessionStorage.clear()
  history.replaceState(null, '', '/')
  // What a module does when the page goes offline or back must not be done by those of the files before.
  for (const target of [window, document] as EventTarget[]) {
    const { addEventListener } = target
    target.addEventListener = (...rest: Parameters<EventTarget['addEventListener']>) => {
      addEventListener.apply(target, rest)
      listeners.push(() => target.removeEventListener(rest[0], rest[1], rest[2]))
    }
    listeners.push(() => {
      target.addEventListener = addEventListener
    })
  }
}

afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  for (const remove of listeners) remove()
})
