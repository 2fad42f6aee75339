/** The frame of every screen: header by role, one lazy screen at a time, and nothing that fails takes it down. */
import {
  type ComponentType,
  type LazyExoticComponent,
  lazy,
  type MouseEvent,
  Suspense,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { AccountMenu } from './accounts/AccountMenu.tsx'
import { useSession } from './accounts/account.tsx'
import { boot } from './api/boot.ts'
import { announce } from './ui/announce.ts'
import { askBeforeUnload } from './ui/askBeforeUnload.ts'
import { Boundary } from './ui/Boundary.tsx'
import { Button } from './ui/Button.tsx'
import { Notice } from './ui/Notice.tsx'
import { Skeleton } from './ui/Skeleton.tsx'
import { hiddenFrom, inHeader, publicScreens, screensOf, sections, under } from './view/screens.ts'
import { addressOf, emptyView, type Screen, useView } from './view/view.ts'
import { useLanguage, useWords } from './words/language.ts'
import { words } from './words/shell.ts'

/** The door and the refusal are parts like the screens: who does not meet them does not carry them. */
type PartName = Screen | 'signIn' | 'notYours'

/** What is met first is here; where the others are, a file of its own knows. */
const load = (name: PartName): Promise<{ default: ComponentType }> =>
  name === 'explore'
    ? import('./explore/Explore.tsx')
    : name === 'signIn'
      ? import('./accounts/SignIn.tsx')
      : import('./parts.ts').then(({ parts }) => parts[name]())

/** Asks for the first screen before anybody is in. */
export const foresee = () => void load('explore').catch(() => {})

/** As tall as the window, with their own scrolling. */
const fullScreens: readonly PartName[] = ['explore', 'resources', 'territory']

const parts = new Map<PartName, LazyExoticComponent<ComponentType>>()
function part(name: PartName) {
  if (!parts.has(name))
    parts.set(
      name,
      lazy(() => load(name)),
    )
  return parts.get(name)!
}

/** Counts what waits for the network; without a network of its own it is simply not there. */
const Waiting = lazy(() => import('./observations/Waiting.tsx').catch(() => ({ default: () => null })))

/** Counts what waits for an answer, on its tab. */
const ProposalCount = lazy(() =>
  import('./resources/proposals/ProposalCount.tsx').catch(() => ({ default: () => null })),
)
/** Says on its tab that something came out. */
const ReleaseNews = lazy(() => import('./disclosure/ReleaseNews.tsx').catch(() => ({ default: () => null })))
/** What belongs to who is in. */
const SessionEnded = lazy(() => import('./accounts/SessionEnded.tsx'))
const Search = lazy(() => import('./search/Search.tsx'))

/** `outline` is the drawing of the areas that came with the page: it stays until the map is there, and behind the door. */
export function App({ outline }: { outline?: Element | null }) {
  const w = useWords(words)
  const language = useLanguage()
  const { account } = useSession()
  const { view, act, ignored, left } = useView()
  const main = useRef<HTMLElement>(null)
  const { screen } = view
  const mine = account ? screensOf[account.role] : publicScreens
  const open = account !== null || publicScreens.includes(screen)
  const title = open ? w.screens[screen] : w.signIn

  useLayoutEffect(() => document.getElementById('first-bar')?.remove(), [])
  useEffect(() => {
    document.documentElement.lang = language
    document.title = `${title} · ${w.product}${w.productRest}`
  }, [title, language, w])

  const isIn = account !== null
  useEffect(() => (isIn ? askBeforeUnload() : undefined), [isIn])

  const [searching, setSearching] = useState(false)
  const mayAsk = mine.includes('explore')
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = (event.target as Element).closest?.('input, select, textarea, dialog, [contenteditable]')
      if (event.key !== '/' || !mayAsk || typing || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      setSearching(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [mayAsk])

  const shown = useRef(title)
  useEffect(() => {
    if (shown.current === title) return
    shown.current = title
    announce(title)
    window.scrollTo(0, 0)
    // A screen that has put the focus where it belongs keeps it.
    if (!main.current?.contains(document.activeElement)) main.current?.focus()
  }, [title])

  // On a narrow window the tabs run over the edge: the current one is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another screen or account has another current tab
  useEffect(() => {
    const show = () => {
      for (const tab of document.querySelectorAll<HTMLElement>(':is(.nav, .subnav) > [aria-current]')) {
        const row = tab.parentElement!
        const over = tab.getBoundingClientRect().right + 16 - row.getBoundingClientRect().right
        if (over > 0) row.scrollLeft += over
        else row.scrollLeft = Math.min(row.scrollLeft, tab.offsetLeft - row.offsetLeft)
      }
    }
    // A count that comes later pushes the tabs beside it over the edge.
    const widths = new ResizeObserver(show)
    for (const tab of document.querySelectorAll(':is(.nav, .subnav) > a')) widths.observe(tab)
    return () => widths.disconnect()
  }, [screen, account?.username])

  // Area, need and period go along from screen to screen; what belongs to one map stays behind.
  const { area, need, period } = view
  const next = (to: Screen) => ({ ...emptyView, area, need, period, screen: to })
  const address = (to: Screen) => addressOf(next(to))
  function go(event: MouseEvent, to: Screen) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    act(next(to))
  }

  const name = !open ? 'signIn' : mine.includes(screen) ? screen : 'notYours'
  const hidden = account && name === screen ? hiddenFrom(view, account.role) : []
  const full = fullScreens.includes(name)
  const section = (sections.find(one => one.includes(screen)) ?? []).filter(one => mine.includes(one))
  const Part = part(name)
  return (
    <div className={full ? 'app app-full' : 'app'}>
      <div>
        <header className="bar">
          {/* biome-ignore lint/a11y/useValidAnchor: it goes where it says; the focus goes along */}
          <a className="skip" href="#main" onClick={() => main.current?.focus()}>
            {w.skip}
          </a>
          <a className="brand" href={address('explore')} onClick={event => go(event, 'explore')}>
            {w.product}
            <span className="brand-rest">{w.productRest}</span>
          </a>
          {account && mine.some(inHeader) && (
            <nav className="nav" aria-label={w.navigation}>
              {mine.filter(inHeader).map(to => (
                <a
                  key={to}
                  href={address(to)}
                  aria-current={to === screen ? 'page' : to === under[screen] ? 'true' : undefined}
                  onClick={event => go(event, to)}
                >
                  {w.screens[to]}
                  {to === 'releases' && (
                    <Suspense fallback={null}>
                      <ReleaseNews key={account.username} />
                    </Suspense>
                  )}
                </a>
              ))}
            </nav>
          )}
          <div className="bar-end">
            {mayAsk && (
              <button
                type="button"
                className="bar-search"
                aria-label={w.search}
                aria-keyshortcuts="/"
                onClick={() => setSearching(true)}
              >
                <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
                  <path d="M12.5 7.5a5 5 0 1 1-10 0a5 5 0 1 1 10 0M11 11l5 5" />
                </svg>
                <span className="bar-key" aria-hidden="true">
                  /
                </span>
              </button>
            )}
            {account?.role === 'operator' && (
              <Suspense fallback={null}>
                <Waiting key={account.username} />
              </Suspense>
            )}
            {!account && open && (
              <a className="enter" href={address('explore')} onClick={event => go(event, 'explore')}>
                {w.signIn}
              </a>
            )}
            {boot.demonstration && <span className="demo-mark">{w.demonstration}</span>}
            <AccountMenu />
          </div>
        </header>
        {section.length > 1 && (
          <nav className="subnav" aria-label={w.section}>
            {section.map(to => (
              <a
                key={to}
                href={address(to)}
                aria-current={to === screen ? 'page' : undefined}
                onClick={event => go(event, to)}
              >
                {w.tabs[to] ?? w.screens[to]}
                {to === 'proposals' && (
                  <Suspense fallback={null}>
                    <ProposalCount key={account?.username} />
                  </Suspense>
                )}
              </a>
            ))}
          </nav>
        )}
      </div>
      <main className={full ? 'main-full' : 'main'} id="main" ref={main} tabIndex={-1}>
        <Boundary
          key={name}
          onRetry={() => parts.delete(name)}
          fallback={retry => (
            <div className="main">
              <Notice kind="warning" action={<Button onClick={retry}>{w.retry}</Button>}>
                <strong>{w.failedTitle}.</strong> {w.failedText}
              </Notice>
            </div>
          )}
        >
          {outline && name === 'signIn' && (
            <div className="outline outline-behind" ref={at => at?.append(outline)} />
          )}
          <Suspense
            fallback={
              outline && name === 'explore' ? (
                <div className="outline" ref={at => at?.append(outline)} />
              ) : name === 'signIn' ? null : (
                <div className="main">
                  <Skeleton lines={6} />
                </div>
              )
            }
          >
            <Part key={account?.username} />
          </Suspense>
        </Boundary>
        {account && <Ignored key={ignored.join(' ')} parts={ignored} why={w.ignored} />}
        {account && <Ignored key={`left ${left.join(' ')}`} parts={left} why={w.tooLong} />}
        {hidden.length > 0 && <Ignored key={`hidden ${hidden.join(' ')}`} parts={hidden} why={w.hidden} />}
      </main>
      {searching && (
        <Boundary onRetry={() => setSearching(false)} fallback={() => null}>
          <Suspense fallback={null}>
            <Search onClose={() => setSearching(false)} />
          </Suspense>
        </Boundary>
      )}
      {account && (
        <Boundary fallback={() => null}>
          <Suspense fallback={null}>
            <SessionEnded />
          </Suspense>
        </Boundary>
      )}
      <div className="unseen" id="live" aria-live="polite" />
    </div>
  )
}

/** A link that was not wholly understood says so once, over the screen and not in its way. */
function Ignored({ parts: ignored, why }: { parts: readonly string[]; why: string }) {
  const w = useWords(words)
  const [seen, setSeen] = useState(false)
  if (seen || ignored.length === 0) return null
  return (
    <div className="ignored">
      <Notice action={<Button onClick={() => setSeen(true)}>{w.close}</Button>}>
        {why} <code>{ignored.join(' ')}</code>
      </Notice>
    </div>
  )
}
