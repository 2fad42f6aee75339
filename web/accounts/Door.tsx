/**
 * The door with its header, before the observatory itself: who signs in carries neither its screens nor its words. They
 * are asked for as soon as somebody touches the door.
 */
import { useEffect, useLayoutEffect } from 'react'
import { boot } from '../api/boot.ts'
import { words as door } from '../words/accounts.ts'
import { words } from '../words/frame.ts'
import { useLanguage, useWords } from '../words/language.ts'
import { AccountMenu } from './AccountMenu.tsx'
import SignIn from './SignIn.tsx'

/** @param props.outline the drawing of the areas that came with the page, as scenery */
export function Door(props: { outline: Element | null; onTouch: () => void }) {
  const w = useWords(words)
  const { signIn } = useWords(door)
  const language = useLanguage()
  useLayoutEffect(() => document.getElementById('first-bar')?.remove(), [])
  useEffect(() => {
    document.documentElement.lang = language
    document.title = `${signIn} · ${w.product}${w.productRest}`
  }, [signIn, language, w])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listened to; what is behind is fetched meanwhile
    <div className="app" onFocus={props.onTouch} onPointerMove={props.onTouch} onKeyDown={props.onTouch}>
      <div>
        <header className="bar">
          {/* biome-ignore lint/a11y/useValidAnchor: it goes where it says; the focus goes along */}
          <a className="skip" href="#main" onClick={() => document.getElementById('main')?.focus()}>
            {w.skip}
          </a>
          <a className="brand" href="/">
            {w.product}
            <span className="brand-rest">{w.productRest}</span>
          </a>
          <div className="bar-end">
            {boot.demonstration && <span className="demo-mark">{w.demonstration}</span>}
            <AccountMenu />
          </div>
        </header>
      </div>
      <main className="main" id="main" tabIndex={-1}>
        {props.outline && <div className="outline outline-behind" ref={at => at?.append(props.outline!)} />}
        <SignIn />
      </main>
      <div className="unseen" id="live" aria-live="polite" />
    </div>
  )
}
