/** When the session ends under an open form: the password is asked in place and the form goes on. */
import { useEffect, useState } from 'react'
import { type CallProblem, problemOf } from '../api/call.ts'
import { sessionEnd } from '../api/sessionEnd.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words } from '../words/accounts.ts'
import { useWords } from '../words/language.ts'
import { words as desk } from '../words/observations.ts'
import { problemWords } from '../words/problems.ts'
import { useAccount, useSession } from './account.tsx'

type Props = {
  onEntered: () => void
  /** Whether it stands inside a form, which goes on with its own act after it. */
  inForm?: boolean
  text?: string
  act?: string
  /** The person goes on without; without it a button stays that asks again. */
  onLater?: () => void
}

export function SignInAgain({ onEntered, inForm = true, text, act, onLater }: Props) {
  const w = useWords(words)
  const d = useWords(desk)
  const { username } = useAccount()
  const { signIn } = useSession()
  const [open, setOpen] = useState(true)
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<CallProblem['problem'] | null>(null)

  useEffect(() => (inForm ? sessionEnd.askInPlace() : undefined), [inForm])

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
    <Dialog title={d.sessionEnded} onClose={onLater ?? (() => setOpen(false))}>
      {/* Not a form: it stands inside the form whose answers it saves. */}
      <div className="sign-in-again">
        <p>{text ?? d.sessionEndedText}</p>
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
          {act ?? d.enterAndRecord}
        </Button>
      </div>
    </Dialog>
  )
}
