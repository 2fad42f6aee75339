/**
 * From one style of the map to the next, as the calls that make the difference: paint is there in the next frame, data
 * are cut into tiles again only when they are others.
 */
import type { GeoJSONSource, Map as MapLibre, StyleSpecification } from 'maplibre-gl'

export type Change =
  | { call: 'setPaintProperty' | 'setLayoutProperty'; layer: string; property: string; value: unknown }
  | { call: 'setData'; source: string; data: unknown }

/** Equal in all that they hold; what is the same object is not looked through. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every(name => Object.hasOwn(b, name) && same(a[name as never], b[name as never]))
  )
}

const parts = { paint: 'setPaintProperty', layout: 'setLayoutProperty' } as const

/** Null when more than values, visibility and data differ: sources or layers came, went or moved. */
export function changes(before: StyleSpecification, after: StyleSpecification): Change[] | null {
  const { sources: had, layers: were, ...restBefore } = before
  const { sources, layers, ...rest } = after
  if (!same(restBefore, rest) || !same(Object.keys(had), Object.keys(sources))) return null
  if (layers.length !== were.length) return null
  const found: Change[] = []
  for (const [name, source] of Object.entries(sources)) {
    const { data: dataBefore, ...sourceBefore } = had[name] as { data?: unknown }
    const { data, ...sourceAfter } = source as { data?: unknown }
    if (!same(sourceBefore, sourceAfter)) return null
    if (!same(dataBefore, data)) found.push({ call: 'setData', source: name, data })
  }
  for (const [index, layer] of layers.entries()) {
    const { paint: _p, layout: _l, ...shapeBefore } = were[index]!
    const { paint: _paint, layout: _layout, ...shape } = layer
    if (!same(shapeBefore, shape)) return null
    for (const [part, call] of Object.entries(parts) as [
      keyof typeof parts,
      Change['call'] & `set${string}Property`,
    ][]) {
      const values = (layer[part] ?? {}) as Record<string, unknown>
      const valuesBefore = (were[index]![part] ?? {}) as Record<string, unknown>
      for (const property of new Set([...Object.keys(valuesBefore), ...Object.keys(values)]))
        if (!same(valuesBefore[property], values[property]))
          found.push({ call, layer: layer.id, property, value: values[property] })
    }
  }
  return found
}

const unchecked = { validate: false }
/** The longest that paint waits for data, ms. */
const patience = 150

/**
 * Makes changes in as few frames as the map allows. It paints one as soon as it has read new data and before their tiles
 * are cut: where data differ too, paint waits for that frame instead of asking for one of its own.
 */
export function changer(map: MapLibre) {
  let waiting: Change[] = []
  let turn = 0
  function finish(mine: number) {
    if (mine !== turn) return
    for (const change of waiting)
      if (change.call === 'setPaintProperty')
        map.setPaintProperty(change.layer, change.property as never, change.value as never, unchecked)
      else if (change.call === 'setLayoutProperty')
        map.setLayoutProperty(change.layer, change.property as never, change.value as never, unchecked)
    waiting = []
  }
  return {
    make(found: readonly Change[]) {
      const mine = ++turn
      waiting.push(...found)
      const read = found.flatMap(change =>
        change.call === 'setData'
          ? [map.getSource<GeoJSONSource>(change.source)?.setData(change.data as never)]
          : [],
      )
      if (read.length === 0) return finish(mine)
      const patient = new Promise(resolve => setTimeout(resolve, patience))
      void Promise.race([Promise.allSettled(read), patient]).then(() => finish(mine))
    },
    /** A whole style takes their place, or the map is taken away. */
    forget() {
      turn++
      waiting = []
    },
  }
}
