/** *Da verificare*: one card at a time, one key each, at most ten a week. */
import { useEffect, useEffectEvent, useRef } from 'react'
import { mondayOf } from '../../api/resources/freshness.contract.ts'
import { ResourceDetail } from '../map/ResourceDetail.tsx'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Toast, ToastPlace } from '../ui/Toast.tsx'
import { useWords } from '../words/language.ts'
import { words as territoryWords } from '../words/territory.ts'
import { words } from '../words/upkeep.ts'
import { isTyping } from './keys.ts'
import type { useQueue } from './queue.ts'
import { scrollUp } from './scrollUp.ts'

type Props = {
  of: ReturnType<typeof useQueue>
  areaName: (id: string | null) => string
  onEdit: () => void
}
const keys = { v: 'valid', m: 'change', c: 'closed', j: 'later' } as const

export function Verify({
  of: { queue, told, mayUndo, answer, undo, forget, retry },
  areaName,
  onEdit,
}: Props) {
  const w = useWords(words)
  const t = useWords(territoryWords)
  const card = queue.cards[0]
  const section = useRef<HTMLElement>(null)
  const total = queue.done + queue.cards.length

  const act = (what: (typeof keys)[keyof typeof keys]) => {
    if (!card) return
    if (what === 'change') onEdit()
    else answer(card, what)
  }
  const listen = useEffectEvent((event: KeyboardEvent) => {
    const chord = event.ctrlKey || event.metaKey
    if (isTyping(event) || event.repeat) return
    if (chord && event.key.toLowerCase() === 'z' && mayUndo) void undo()
    else if (chord || event.altKey) return
    else if (Object.hasOwn(keys, event.key.toLowerCase()))
      act(keys[event.key.toLowerCase() as keyof typeof keys])
    else return
    event.preventDefault()
  })
  useEffect(() => {
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  // The card is read from its beginning, by eyes and by ears.
  const shown = card?.properties.id
  const name = card?.properties.name
  const place = w.progress(queue.done + 1, total)
  const say = useEffectEvent(() => name && announce(`${place}: ${name}`))
  useEffect(() => {
    if (shown === undefined) return
    section.current?.focus({ preventScroll: true })
    scrollUp(section.current)
    say()
  }, [shown])

  const sentence =
    told &&
    (told.kind === 'undone'
      ? w.undone(told.name)
      : told.kind === 'notSaved'
        ? w.notSaved(told.name)
        : told.kind === 'changedMeanwhile'
          ? w.changedMeanwhile(told.name)
          : w.did[told.kind](told.name))
  const rest = queue.due - queue.cards.length
  return (
    <section className="verify" ref={section} tabIndex={-1} aria-label={w.queueTitle}>
      <ToastPlace>
        {sentence && (
          <Toast
            key={told.key}
            onEnd={forget}
            {...(mayUndo
              ? { action: { label: w.undo, chord: 'Ctrl Z', onAct: () => void undo() } }
              : { seconds: 6 })}
          >
            {sentence}
          </Toast>
        )}
      </ToastPlace>
      {queue.state === 'loading' ? (
        <Skeleton lines={8} />
      ) : queue.state === 'failed' ? (
        <Notice kind="warning" action={<Button onClick={retry}>{w.retry}</Button>}>
          {w.queueFailed}
        </Notice>
      ) : card ? (
        <>
          <div className="verify-bar">
            <p className="verify-place">
              <b>{place}</b> <span className="secondary">{w.queueHelp}</span>
            </p>
            <progress value={queue.done} max={total} aria-label={place} />
            <div className="verify-acts">
              {Object.entries(keys).map(([key, what]) => (
                <Button
                  key={key}
                  kind={what === 'valid' ? 'primary' : 'secondary'}
                  chord={key.toUpperCase()}
                  aria-keyshortcuts={key}
                  onClick={() => act(what)}
                >
                  {w[what]}
                </Button>
              ))}
            </div>
          </div>
          <ResourceDetail key={shown} resource={card} areaName={areaName(card.properties.area)} />
        </>
      ) : (
        <Notice>
          {queue.done > 0 && `${w.queueDone(queue.done)} `}
          {rest > 0 ? w.queueRest(rest, t.day(mondayOf(queue.week, 1))) : queue.done === 0 && w.queueEmpty}
        </Notice>
      )}
    </section>
  )
}
