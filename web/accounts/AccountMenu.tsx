/** Name, language and the way out, behind one button of the header. */
import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/frame.ts'
import { languages, setLanguage, useLanguage, useWords } from '../words/language.ts'
import { useSession } from './account.tsx'

const languageNames = { it: 'Italiano', en: 'English' }

export function AccountMenu() {
  const w = useWords(words)
  const now = useLanguage()
  const { account, signOut } = useSession()
  const [open, setOpen] = useState(false)
  const [failed, setFailed] = useState(false)
  const menu = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (!open) return
    const close = (event: Event) => menu.current?.contains(event.target as Node) || setOpen(false)
    document.addEventListener('pointerdown', close)
    document.addEventListener('focusin', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('focusin', close)
    }
  }, [open])

  async function leave() {
    setFailed(false)
    await signOut().catch(() => setFailed(true))
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes from anywhere inside
    <div
      className="menu"
      ref={menu}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        setOpen(false)
        opener.current?.focus()
      }}
    >
      <button
        type="button"
        ref={opener}
        aria-expanded={open}
        aria-label={account ? w.accountMenu(account.displayName) : w.language}
        onClick={() => setOpen(!open)}
      >
        {account && <span className="menu-name">{account.displayName} ·</span>}
        <span>{now.toUpperCase()} ▾</span>
      </button>
      {open && (
        <div className="menu-panel">
          {account && (
            <p>
              <strong>{account.displayName}</strong>
              {account.organisation && (
                <>
                  <br />
                  <span className="secondary">{account.organisation}</span>
                </>
              )}
            </p>
          )}
          <fieldset className="menu-languages">
            <legend className="secondary">{w.language}</legend>
            <div className="chips">
              {languages.map(code => (
                <Chip key={code} on={code === now} lang={code} onClick={() => setLanguage(code)}>
                  {languageNames[code]}
                </Chip>
              ))}
            </div>
          </fieldset>
          {failed && <Notice kind="warning">{w.signOutFailed}</Notice>}
          {account && <Button onClick={leave}>{w.signOut}</Button>}
        </div>
      )}
    </div>
  )
}
