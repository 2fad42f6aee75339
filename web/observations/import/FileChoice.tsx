/** Where the file comes in, chosen or dropped, with the template; how far the work is; what stopped it. */
import { type DragEvent, useState } from 'react'
import { templateOf } from '../../../api/observations/import/contract.ts'
import { SignInAgain } from '../../accounts/SignInAgain.tsx'
import type { ProblemBody } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { words } from '../../words/imports.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { problemWords } from '../../words/problems.ts'
import { words as shell } from '../../words/shell.ts'
import { today } from '../days.ts'
import { download } from './told.ts'

type Choosing = {
  busy: boolean
  again: boolean
  input: React.RefObject<HTMLInputElement | null>
  onChoose: (file: File | undefined) => Promise<void>
}
export function FileChoice({ busy, again, input, onChoose }: Choosing) {
  const w = useWords(words)
  const language = useLanguage()
  const [over, setOver] = useState(false)
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    if (!busy) void onChoose(event.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way more; the button does the same
    <div
      className={`card import-choice ${over ? 'import-over' : ''}`}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div>
        <p className="import-acts">
          <Button kind={again ? 'secondary' : 'primary'} busy={busy} onClick={() => input.current?.click()}>
            {again ? w.another : w.choose}
          </Button>
          <span>{w.drop}</span>
        </p>
        <input
          ref={input}
          className="unseen"
          type="file"
          accept=".csv,.txt,.xlsx,text/csv"
          tabIndex={-1}
          aria-label={w.choose}
          onChange={event => void onChoose(event.target.files?.[0])}
        />
        <p className="secondary">{w.staysHere}</p>
      </div>
      <div>
        <Button kind="plain" onClick={() => download(w.templateName, templateOf(language, today()))}>
          {w.template}
        </Button>
        <p className="secondary">{w.templateText}</p>
      </div>
    </div>
  )
}

export function Progress({ label, value, of }: { label: string; value: number | undefined; of: number }) {
  return (
    <div className="import-bar" role="status">
      <p>{label}</p>
      <progress aria-label={label} max={of} {...(value === undefined ? {} : { value })} />
    </div>
  )
}

export function ProblemNotice({ said, again }: { said: ProblemBody | 'interrupted'; again: () => void }) {
  const w = useWords(words)
  const s = useWords(shell)
  if (said === 'interrupted')
    return (
      <Notice kind="warning">
        <strong>{w.interrupted.title}.</strong> {w.interrupted.text}
      </Notice>
    )
  if (said.type.endsWith('/sign-in-needed')) return <SignInAgain onEntered={again} />
  const { title, text } = problemWords(said)
  return (
    <Notice kind="warning" action={<Button onClick={again}>{s.retry}</Button>}>
      <strong>{title}.</strong> {said.errors?.[0]?.detail ?? text}
    </Notice>
  )
}
