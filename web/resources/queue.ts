/** The weekly queue of a centre in the page: a card goes at the key, its answer is sent in order behind it. */

import { useEffect, useRef, useState } from 'react'
import type { checkResults, Resource } from '../../api/resources/contract.ts'
import { CallProblem, call } from '../api/call.ts'
import { newId } from '../api/newId.ts'
import { keepResource } from '../map/sources.ts'

export type Result = (typeof checkResults)[number]
export type Queue = {
  state: 'loading' | 'ready' | 'failed'
  /** Still to answer, the first is on the desk. */
  cards: readonly Resource[]
  done: number
  /** All that is past its half-life, these cards among them. */
  due: number
  week: string
}
/** What has just been done, or what went wrong with a card. */
export type Told = { kind: Result | 'undone' | 'notSaved' | 'changedMeanwhile'; name: string; key: string }
type Last = { card: Resource; result: Result; check: Promise<number | null> }

const nothing: Queue = { state: 'loading', cards: [], done: 0, due: 0, week: '' }

export function useQueue(wanted: boolean) {
  const [queue, setQueue] = useState<Queue>(nothing)
  const [told, setTold] = useState<Told | null>(null)
  const [last, setLast] = useState<Last | null>(null)
  const [attempt, setAttempt] = useState(0)
  /** Answers leave one after the other. */
  const sending = useRef<Promise<unknown>>(Promise.resolve())

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    if (!wanted) return
    let left = false
    call('listVerificationQueue').then(
      ({ features, done, due, week }) =>
        !left && setQueue({ state: 'ready', cards: features, done, due, week }),
      () => !left && setQueue({ ...nothing, state: 'failed' }),
    )
    return () => {
      left = true
    }
  }, [wanted, attempt])

  const say = (kind: Told['kind'], card: Resource) =>
    setTold({ kind, name: card.properties.name, key: newId() })
  /** A put-off card is still due, a verified one is not. */
  const counted = (result: Result) => (result === 'later' ? 0 : 1)
  const putBack = (card: Resource, result: Result) =>
    setQueue(now => ({
      ...now,
      cards: [card, ...now.cards.filter(other => other.id !== card.id)],
      done: now.done - 1,
      due: now.due + counted(result),
    }))
  const inOrder = <T>(send: () => Promise<T>): Promise<T> => {
    const sent = sending.current.then(send)
    sending.current = sent.catch(() => {})
    return sent
  }

  function answer(card: Resource, result: Result) {
    setQueue(now => ({
      ...now,
      cards: now.cards.filter(other => other.id !== card.id),
      done: now.done + 1,
      due: now.due - counted(result),
    }))
    say(result, card)
    const { id, version } = card.properties
    const check = inOrder(() =>
      call('verifyResource', { params: { resource: id }, body: { result, version } }),
    ).then(
      answered => {
        keepResource(answered.resource)
        return answered.check
      },
      error => {
        const current = error instanceof CallProblem && (error.problem.current as Resource | undefined)
        if (current) keepResource(current)
        putBack(current || card, result)
        say(current ? 'changedMeanwhile' : 'notSaved', current || card)
        setLast(null)
        return null
      },
    )
    setLast({ card, result, check })
  }

  async function undo() {
    if (!last) return
    setLast(null)
    const { card, result } = last
    const check = await last.check
    if (check === null) return
    try {
      const resource = await inOrder(() =>
        call('undoVerification', { params: { resource: card.properties.id, check } }),
      )
      keepResource(resource)
      putBack(resource, result)
      say('undone', card)
    } catch {
      setLast(last)
      say('notSaved', card)
    }
  }

  return {
    queue,
    told,
    mayUndo: last !== null,
    answer,
    undo,
    forget: () => setTold(null),
    /** The card on the desk is not what it was: edited, or gone back in its history. */
    update: (resource: Resource) =>
      setQueue(now => ({
        ...now,
        cards: now.cards.map(card => (card.id === resource.id ? resource : card)),
      })),
    retry: () => {
      setQueue(nothing)
      setAttempt(count => count + 1)
    },
  }
}
