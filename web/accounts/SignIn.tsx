/** The door: username and password; where everything is invented, also one card per demonstration account. */
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { boot } from '../api/boot.ts'
import { type CallProblem, problemOf } from '../api/problem.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { paths } from '../view/paths.ts'
import { words } from '../words/accounts.ts'
import { doorProblem } from '../words/doorProblems.ts'
import { words as frame } from '../words/frame.ts'
import { useWords } from '../words/language.ts'
import { useSession } from './account.tsx'
import './sign-in.css'

const demoPassword = 'distretto-demo'
type DemoAccount = keyof typeof words.it.demoAccounts
// The coordination first: its screens show the whole of the observatory.
const demoAccounts: readonly DemoAccount[] = [
  'coordinamento',
  'operatore-nordovest',
  'operatore-centro',
  'operatore-nordest',
  'operatore-sud',
  'partner',
  'admin',
]

const AtTheDoor = lazy(() => import('../observations/AtTheDoor.tsx').catch(() => ({ default: () => <></> })))

export default function SignIn({ demonstration = boot.demonstration }: { demonstration?: boolean }) {
  const w = useWords(words)
  const f = useWords(frame)
  const { signIn } = useSession()
  const [problem, setProblem] = useState<CallProblem['problem'] | null>(null)
  const [busy, setBusy] = useState(false)

  async function enter(username: string, password: string) {
    setBusy(true)
    setProblem(null)
    try {
      const account = await signIn(username, password)
      announce(w.signedInAs(account.displayName))
    } catch (thrown) {
      setProblem(problemOf(thrown))
      setBusy(false)
    }
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    if (!busy) void enter(String(typed.get('username')), String(typed.get('password')))
  }

  const said = problem && doorProblem(problem)
  return (
    <div className="sign-in">
      <form className="card" onSubmit={onSubmit}>
        <h1>{w.signInTitle}</h1>
        <p>{w.signInText}</p>
        {localStorage.getItem('queue') && (
          <Suspense fallback={null}>
            <AtTheDoor />
          </Suspense>
        )}
        {said && (
          <Notice kind="warning">
            <strong>{said.title}.</strong> {said.text}
          </Notice>
        )}
        <label className="field">
          {w.username}
          <input name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required />
        </label>
        <label className="field">
          {w.password}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <Button kind="primary" type="submit" busy={busy}>
          {w.signIn}
        </Button>
        <p className="secondary">
          <a href={paths.method}>{f.method}</a>
        </p>
      </form>
      {demonstration && (
        <section className="card" aria-labelledby="demo-accounts">
          <h2 id="demo-accounts">{w.demoTitle}</h2>
          <p className="secondary">{w.demoText}</p>
          <ul className="demo-accounts">
            {demoAccounts.map(username => (
              <li key={username}>
                <button
                  type="button"
                  className="card demo-account"
                  onClick={() => !busy && enter(username, demoPassword)}
                >
                  <strong>
                    <span className="unseen">{w.enterAs} </span>
                    {w.demoAccounts[username].name}
                  </strong>
                  <span className="secondary">{w.demoAccounts[username].what}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
