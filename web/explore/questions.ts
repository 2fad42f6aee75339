/**
 * The questions of *Esplora*, each a part of its own that is loaded when it is asked.
 *
 * A question is a pure function and three components. `answer` turns (view, explored, language, facts) into an
 * *Answer*, of which headline, map, ordered list, table, matrix and the words read aloud are all made, so none can say
 * something else than the others. `Rail` is its part of the rail (filters of its own, legend, matrix), `Panel` what
 * stands on the right when nothing is chosen (the ordered list with the next acts), `AreaPart` its part of the panel of
 * a chosen area, under its head. All three get the same `Parts`. What a question needs besides *Explored* (streets,
 * isochrones, a table of its own) it keeps in a `store` with the shape of `useSyncExternalStore`; `want` is called after
 * each change of the view and fetches what is not there yet. The frame (Explore.tsx) knows no question by name.
 *
 * To add one: a folder `web/explore/<question>/` whose `part.ts(x)` has a default export that `satisfies QuestionPart`,
 * its line in `loaders`, its name in `questions` of view.ts, its words in `web/words/questions.ts`. Words come from
 * `words[language]` in `answer`, from `useWords` in components. An area that `fills` does not name is drawn as outline.
 */
import type { ComponentType, ReactNode } from 'react'
import { useEffect, useSyncExternalStore } from 'react'
import type { Area } from '../../api/territory/contract.ts'
import type { AreaLabel } from '../map/AreaLabels.tsx'
import type { LonLat, Size } from '../map/projection.ts'
import type { Fill } from '../map/scene.ts'
import type { Picture } from '../statement/picture/picture.ts'
import type { Statement } from '../view/statement.ts'
import type { Camera, Question, View } from '../view/view.ts'
import type { Language } from '../words/language.ts'
import type { Explored } from './explored.ts'

export type Asked = {
  view: View
  explored: Explored
  language: Language
  /** What its own store holds; undefined without one. */
  facts: unknown
}

export type Answer = {
  /** `title` is the headline, `note` the line under it; one row for each area, in geographic order. */
  statement: Statement
  /** By id of the area: a class of the ramp, a missing state or a word with a pattern; null: outline alone. */
  fills: ReadonlyMap<string, Fill>
  /** The period it shows, where that is not the one that needs are read from. */
  period?: string
  /** Number, interval and word of each area on the map. */
  labels: readonly AreaLabel[]
  /** How it goes on paper: the column that labels the areas, what fills are called; else its second column does. */
  paper?: Omit<Picture, 'scene'>
  /** Drawn over the map and under its labels. */
  over?: (camera: Camera, size: Size) => ReactNode
  /** The crosshair chooses a place: where it stands, what moving it changes, and that it is done. */
  pin?: { at: LonLat; moved: (at: LonLat) => Partial<View>; done: () => void }
  /** The view holds something that is not so: said above the headline, taken away by one act. */
  hypothesis?: { text: string; clear: Partial<View> }
}

export type Parts = {
  view: View
  act: (change: Partial<View>) => void
  explored: Explored
  answer: Answer
}

export type QuestionPart = {
  answer: (asked: Asked) => Answer
  Rail: ComponentType<Parts>
  Panel: ComponentType<Parts>
  AreaPart: ComponentType<Parts & { area: Area }>
  /** It answers without the figures of the chosen quarter, and says itself what it has not. */
  alone?: true
  /** It is about a place, and answers where there is no area either. */
  anywhere?: true
  /** Its `AreaPart` lists what is in the area. */
  lists?: true
  store?: {
    subscribe: (listener: () => void) => () => void
    snapshot: () => unknown
    want: (view: View, explored: Explored) => void
  }
}

const loaders: Record<Question, () => Promise<{ default: QuestionPart }>> = {
  gap: () => import('./gap/part.tsx'),
  needs: () => import('./needs/part.tsx'),
  unreached: () => import('./unreached/part.tsx'),
  near: () => import('./near/part.tsx'),
}

type State = QuestionPart | 'loading' | 'failed'
let kept: Partial<Record<Question, State>> = {}
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function load(question: Question, again = false): void {
  if (kept[question] && !(again && kept[question] === 'failed')) return
  const set = (state: State) => {
    kept = { ...kept, [question]: state }
    for (const listener of listeners) listener()
  }
  set('loading')
  loaders[question]().then(
    part => set(part.default),
    () => set('failed'),
  )
}

const nothing = () => () => {}
const none = () => undefined

/** The part of the question that is asked and what its store holds; the map waits for neither. */
export function useQuestion(
  view: View,
  explored: Explored,
): { part: QuestionPart | null; failed: boolean; facts: unknown; retry: () => void } {
  const { question } = view
  const state = useSyncExternalStore(subscribe, () => kept[question])
  useEffect(() => load(question), [question])
  const part = typeof state === 'object' ? state : null
  const store = part?.store
  const facts = useSyncExternalStore(store?.subscribe ?? nothing, store?.snapshot ?? none)
  useEffect(() => store?.want(view, explored), [store, view, explored])
  return { part, failed: state === 'failed', facts, retry: () => load(question, true) }
}
