/** At the door: how much waits in this browser, and who has to enter for it to go. Loaded only when some was put in. */
import { useEffect, useState } from 'react'
import { Notice } from '../ui/Notice.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/offline.ts'
import { SealedStore } from './sealed.ts'

export default function AtTheDoor() {
  const w = useWords(words)
  const [waiting, setWaiting] = useState<readonly [string, number][]>([])
  useEffect(() => {
    let wanted = true
    SealedStore.open().then(
      async store => {
        const counts = [...(await store.counts())]
        store.close()
        if (counts.length === 0) localStorage.removeItem('queue')
        if (wanted) setWaiting(counts)
      },
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [])
  return (
    <>
      {waiting.map(([username, count]) => (
        <Notice key={username}>{w.atTheDoor(count, username)}</Notice>
      ))}
    </>
  )
}
