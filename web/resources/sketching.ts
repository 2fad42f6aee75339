/** The drawing in hand: what the map, the keys and the list of vertices do to it, and the way back from each. */
import { useState } from 'react'
import type { LonLat } from '../map/projection.ts'
import {
  added,
  after,
  emptySketch,
  inserted,
  moved,
  noPast,
  type Past,
  redone,
  removed,
  type Sketch,
  undone,
} from '../map/sketch.ts'
import type { Sketching } from '../map/TerritoryMap.tsx'
import { announce } from '../ui/announce.ts'
import { words } from '../words/form.ts'
import { useWords } from '../words/language.ts'
import type { Draft } from './draft.ts'

export type Sketcher = {
  /** The vertex that the list is at. */
  at: number | null
  select: (at: number | null) => void
  add: (at: LonLat) => void
  move: (index: number, at: LonLat) => void
  remove: (index: number) => void
  restart: () => void
  undo: () => void
  redo: () => void
  mayUndo: boolean
  mayRedo: boolean
  /** For the map; null for a point. */
  onMap: Sketching | null
}

/** @param of whose drawing: another one has another past */
export function useSketcher(
  of: string,
  draft: Draft | null,
  change: (next: Partial<Draft>) => void,
): Sketcher {
  const w = useWords(words)
  const [past, setPast] = useState<{ of: string; past: Past }>({ of, past: noPast })
  const [at, select] = useState<number | null>(null)
  const mine = past.of === of ? past.past : noPast
  const sketch = draft?.sketch ?? emptySketch
  const keep = (next: Past) => setPast({ of, past: next })

  function become(next: Sketch, and: Partial<Draft> = {}) {
    if (next === sketch) return
    keep(after(mine, sketch))
    change({ sketch: next, confirmed: false, ...and })
  }
  function back(step: typeof undone) {
    const found = step(mine, sketch)
    if (!found) return
    keep(found.past)
    if (at !== null && at >= found.now.points.length) select(null)
    change({ sketch: found.now, confirmed: false })
    announce(w.vertexAdded(found.now.points.length))
  }
  const kind = draft && draft.shape !== 'point' && draft.visibility !== 'restricted' ? draft.shape : null
  const add = (place: LonLat) => {
    if (!draft || !kind) return
    const next = draft.closed ? inserted(sketch, kind, place) : added(sketch, place)
    become(next, { place })
    announce(w.vertexAdded(next.points.length))
  }
  return {
    at,
    select,
    add,
    move: (index, place) => become(moved(sketch, index, place)),
    remove(index) {
      const next = removed(sketch, index)
      become(next)
      select(next.points.length === 0 ? null : Math.min(index, next.points.length - 1))
      announce(w.vertexRemoved(next.points.length))
    },
    restart: () => become(emptySketch, { closed: false }),
    undo: () => back(undone),
    redo: () => back(redone),
    mayUndo: mine.back.length > 0,
    mayRedo: mine.forth.length > 0,
    onMap:
      draft && kind
        ? {
            kind,
            sketch,
            at,
            edit: draft.confirmed
              ? null
              : {
                  onAdd: add,
                  onPoints: points => become({ ...sketch, points }),
                  onUndo: () => back(undone),
                  onRedo: () => back(redone),
                },
          }
        : null,
  }
}
