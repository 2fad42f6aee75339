/** One reading operation asked when a screen opens: its answer, or that it did not come and can be asked again. */
import { useCallback, useEffect, useState } from 'react'
import { call, problemOf } from './call.ts'

type Id = Parameters<typeof call>[0]
type AnswerOf<I extends Id> = Awaited<ReturnType<typeof call<I>>>
type Input<I extends Id> = Parameters<typeof call<I>>[1]

export type Asked<T> =
  | { state: 'loading'; data: undefined }
  | { state: 'failed'; data: undefined }
  | { state: 'ready'; data: T }

/** @param input asked again when its text changes */
export function useAnswer<I extends Id>(
  id: I,
  input?: Input<I>,
): Asked<AnswerOf<I>> & { retry: () => void; replace: (data: AnswerOf<I>) => void } {
  const [asked, setAsked] = useState<Asked<AnswerOf<I>>>({ state: 'loading', data: undefined })
  const [times, setTimes] = useState(0)
  const text = JSON.stringify(input ?? {})
  // biome-ignore lint/correctness/useExhaustiveDependencies: `times` asks again
  useEffect(() => {
    let left = false
    setAsked({ state: 'loading', data: undefined })
    call(id, JSON.parse(text)).then(
      data => !left && setAsked({ state: 'ready', data: data as AnswerOf<I> }),
      error => {
        if (left) return
        problemOf(error)
        setAsked({ state: 'failed', data: undefined })
      },
    )
    return () => {
      left = true
    }
  }, [id, text, times])
  const retry = useCallback(() => setTimes(before => before + 1), [])
  const replace = useCallback((data: AnswerOf<I>) => setAsked({ state: 'ready', data }), [])
  return { ...asked, retry, replace }
}
