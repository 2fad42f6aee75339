/** A link to a screen of another role says whose it is, instead of an empty page. */
import { Notice } from '../ui/Notice.tsx'
import { screensOf } from '../view/screens.ts'
import { addressOf, emptyView, useView } from '../view/view.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/notYours.ts'
import { words as shell } from '../words/shell.ts'
import { useSession } from './account.tsx'

export default function NotYours() {
  const w = useWords(words)
  const { screens } = useWords(shell)
  const { view, act } = useView()
  const { screen } = view
  const { account } = useSession()
  const admin = account?.role === 'admin'
  const whose = admin
    ? w.notYoursAdmin
    : screen === 'record'
      ? w.notYoursRecord
      : screen === 'internal'
        ? w.notYoursInternal
        : w.notYoursOther
  return (
    <Notice kind="warning">
      <h1>{w.notYours(screens[screen])}</h1>
      <p>{whose}</p>
      {admin && (
        <ul>
          {screensOf.admin.map(to => (
            <li key={to}>
              <a
                href={addressOf({ ...emptyView, screen: to })}
                onClick={event => {
                  event.preventDefault()
                  act({ ...emptyView, screen: to })
                }}
              >
                {screens[to]}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
