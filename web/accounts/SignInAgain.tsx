/** When the session ends under an open form: the password is asked in place and the form goes on. */
import { useState } from 'react'
import { type CallProblem, problemOf } from '../api/call.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/accounts.ts'
import { useWords } from '../words/language.ts'
import { words as desk } from '../words/observations.ts'
import { problemWords } from '../words/problems.ts'
import { useAccount, useSession } from './account.tsx'

export function SignInAgain({ onEntered }: { onEntered: () => void }) {
  const w = useWords(words)
  const d = useWords(desk)
  const { username } = useAccount()
  const { signIn } = useSession()
  const [open, setOpen] = useState(true)
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<CallProblem['problem'] | null>(null)

  async function enter() {
    try {
      await signIn(username, password)
      setOpen(false)
      onEntered()
    } catch (thrown) {
      setProblem(problemOf(thrown))
    }
  }
  if (!open)
    return (
      <Button ref={at => at?.focus()} onClick={() => setOpen(true)}>
        {d.enterAndRecord}
      </Button>
    )
  return (
    <Dialog title={d.sessionEnded} onClose={() => setOpen(false)}>
      {/* Not a form: it stands inside the form whose answers it saves. */}
      <div className="sign-in-again">
        <p>{d.sessionEndedText}</p>
        {problem && <Notice kind="warning">{problemWords(problem).title}</Notice>}
        <label className="field">
          {w.password} · {username}
          <input
            type="password"
            data-first
            autoComplete="current-password"
            value={password}
            onChange={event => setPassword(event.target.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              event.stopPropagation()
              void enter()
            }}
          />
        </label>
        <Button kind="primary" onClick={enter}>
          {d.enterAndRecord}
        </Button>
      </div>
    </Dialog>
  )
}
