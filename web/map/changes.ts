/**
 * From one style of the map to the next, as the calls that make the difference: paint is there in the next frame, data
 * are cut into tiles again only when they are others.
 */
import type { GeoJSONSource, Map as MapLibre, StyleSpecification } from 'maplibre-gl'
import type { Hold } from './hold.ts'

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

/**
 * Makes changes in one frame: new data come back from the worker and are cut into tiles in three turns, and the map asks
 * for a frame after each; a frame costs more than all of them, and would be in the way of the next turn.
 */
export function make(map: MapLibre, hold: Hold, found: readonly Change[]): void {
  const data = found.filter(change => change.call === 'setData')
  if (data.length > 0) hold.until(() => data.every(({ source }) => map.isSourceLoaded(source)))
  for (const change of found)
    if (change.call === 'setData')
      void map.getSource<GeoJSONSource>(change.source)?.setData(change.data as never)
    else if (change.call === 'setPaintProperty')
      map.setPaintProperty(change.layer, change.property as never, change.value as never, unchecked)
    else map.setLayoutProperty(change.layer, change.property as never, change.value as never, unchecked)
}
