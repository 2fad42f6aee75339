/** Asks for the password over whatever screen met the end of the session; what was typed there stays as it is. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { sessionEnd } from '../api/sessionEnd.ts'
import { words } from '../words/accounts.ts'
import { useWords } from '../words/language.ts'
import { SignInAgain } from './SignInAgain.tsx'

export default function SessionEnded() {
  const w = useWords(words)
  const isOver = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.snapshot)
  const [asks, setAsks] = useState(false)
  // A form that asks in its own place says so with the paint that follows the same answer.
  useEffect(() => {
    if (!isOver) return setAsks(false)
    const clock = setTimeout(() => setAsks(true), 50)
    return () => clearTimeout(clock)
  }, [isOver])
  const end = () => sessionEnd.set(false)
  if (!asks) return null
  return <SignInAgain inForm={false} text={w.sessionEndedText} act={w.signIn} onEntered={end} onLater={end} />
}
