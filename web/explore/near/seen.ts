/** What «Cosa c’è vicino a …?» shows, and the statement that headline, map, list and paper are made of. Pure. */
import type { Resource } from '../../../api/resources/contract.ts'
import type { Cell, Centre } from '../../../api/territory/contract.ts'
import type { Isochrone } from '../../../api/territory/reach/contract.ts'
import type { AreaLabel } from '../../map/AreaLabels.tsx'
import {
  type Doorway,
  doorway,
  middleOf,
  type Near,
  nearShares,
  type Origin,
  originOf,
  placeKey,
  type Reach,
  type Reached,
  reachOf,
  residentsWithin,
  resourcesWithin,
} from '../../view/near.ts'
import type { Row, Statement } from '../../view/statement.ts'
import type { Camera, View } from '../../view/view.ts'
import type { Language } from '../../words/language.ts'
import { words } from '../../words/near.ts'
import { words as resourceWords } from '../../words/resources.ts'
import { words as territoryWords } from '../../words/territory.ts'
import { words as vocabularyWords } from '../../words/vocabulary.ts'
import type { Explored } from '../explored.ts'

/** What is asked of the server: walking times, cells, and what is near when the census is too large to be here whole. */
export type Facts = {
  isochrones: readonly Isochrone[]
  cells: readonly Cell[]
  /** The crosshair chooses the place. */
  picking: boolean
  /** What the chosen address is called, in this page alone: the address bar keeps the point. */
  named: Named | null
  /** Of a large census: for which question, the nearest, and how many there are. */
  far: { key: string; resources: readonly Resource[]; matched: number } | null
}

export type Named = { key: string; name: string }

export type Seen = {
  origin: Origin | null
  reach: Reach | null
  near: readonly Near[]
  /** More than are listed, of a large census. */
  matched: number
  reached: Reached | null
  shares: readonly { area: string; share: number | null }[]
  door: (Doorway & { area: string | null }) | null
  /** A filter leaves resources out. */
  filtered: boolean
  cells: number
  named: Named | null
}

/** A quarter: single months of one door are often under the threshold. */
const doorMonths = 3

const none: readonly Resource[] = []

/** The last answer, as long as what it was made of is the same: releases that arrive ask for no geometry anew. */
function remembered<A extends readonly unknown[], R>(work: (...given: A) => R): (...given: A) => R {
  let last: { given: A; made: R } | null = null
  return (...given) => {
    if (!last?.given.every((value, index) => value === given[index])) last = { given, made: work(...given) }
    return last.made
  }
}
const sharesOf = remembered(
  (areas: Explored['areas'], cells: readonly Cell[], resources: readonly Resource[], metres: number) =>
    nearShares(
      areas.map(({ id }) => id),
      cells,
      resources,
      metres,
    ),
)
const originIn = remembered(
  (
    place: View['around'],
    selection: View['selection'],
    area: View['area'],
    areas: Explored['areas'],
    centres: readonly Centre[],
    resources: readonly Resource[],
  ) => originOf({ around: place, selection, area }, { areas, centres, resources }),
)
const around = remembered(
  (
    resources: readonly Resource[],
    cells: readonly Cell[],
    isochrones: readonly Isochrone[],
    origin: Origin,
    radius: View['radius'],
  ) => {
    const reach = reachOf(origin, radius, isochrones)
    return {
      reach,
      near: resourcesWithin(origin, reach, resources),
      reached: residentsWithin(reach, cells),
    }
  },
)

export function seen(view: View, explored: Explored, { isochrones, cells, far, named }: Facts): Seen {
  const { areas, sources, scene, large } = explored
  const { centres, resources } = sources
  const origin = originIn(view.around, view.selection, view.area, areas, centres.data, resources.data)
  const filtered = view.need !== null || view.group !== null
  const here = large ? (far?.resources ?? none) : scene.resources
  const shares = large ? [] : sharesOf(areas, cells, here, view.radius)
  if (!origin)
    return {
      origin,
      reach: null,
      near: [],
      matched: 0,
      reached: null,
      shares,
      door: null,
      filtered,
      cells: cells.length,
      named,
    }
  const { reach, near, reached } = around(here, cells, isochrones, origin, view.radius)
  const centre = origin.kind === 'centre' && centres.data.find(({ id }) => id === origin.id)
  const months = explored.monthly.filter(
    ({ period }) => !view.period?.includes('Q') || quarterOf(period) === view.period,
  )
  return {
    origin,
    reach,
    near,
    matched: large && reach.by === 'straight' ? (far?.matched ?? 0) : near.length,
    reached,
    shares,
    door: centre
      ? {
          ...doorway(months.slice(-doorMonths), centre.id, centre.properties.area),
          area: centre.properties.area,
        }
      : null,
    filtered,
    cells: cells.length,
    named,
  }
}

const quarterOf = (month: string) => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`

type W = (typeof words)['it']

export function nameOf(w: W, origin: Origin, named: Named | null): string {
  if (origin.name !== null) return origin.name
  const [lon, lat] = middleOf(origin.shape)
  if (named?.key === placeKey([lon, lat])) return named.name
  return w.place(lat.toFixed(4), lon.toFixed(4))
}

export const withinText = (w: W, reach: Reach): string =>
  reach.by === 'walk' ? w.walk(reach.minutes) : reach.by === 'straight' ? w.straight(reach.metres) : ''

export function statement(seen: Seen, view: View, explored: Explored, language: Language): Statement {
  const w = words[language]
  const r = resourceWords[language]
  const t = territoryWords[language]
  const v = vocabularyWords[language]
  const { origin, reach, near, reached } = seen
  if (!origin || !reach)
    return { title: w.start, note: w.startNote, columns: [], rows: [], definitions: [], sources: [] }
  const areaName = (id: string | null) =>
    explored.areas.find(area => area.id === id)?.properties.name ?? (id ? id : '—')
  const within = withinText(w, reach)
  const name = nameOf(w, origin, seen.named)
  const counted = [w.resources(seen.matched), view.need && w.ofNeed(v.needGroup[view.need])]
    .filter(Boolean)
    .join(' ')
  const text = (value: string | null | undefined) =>
    value ? ({ kind: 'text', text: value } as const) : ({ kind: 'none' } as const)
  const rows = near.map(({ resource, metres }): Row => {
    const p = resource.properties
    return {
      id: resource.id,
      target: { selection: `resource:${resource.id}` },
      cells: {
        name: text(p.name),
        type: text(r.types[p.type]),
        distance: metres === null ? { kind: 'none' } : { kind: 'exact', value: metres, decimals: 0 },
        area: text(areaName(p.area)),
        hours: text(p.openingHours),
        freshness: text(p.faded ? w.faded : p.stale ? w.stale : w.fresh),
        verified: text(p.verifiedOn && t.day(p.verifiedOn)),
        needs: text(p.needs.map(need => v.needDomain[need]).join(', ')),
        places: p.capacity ? { kind: 'exact', value: p.capacity.total, decimals: 0 } : { kind: 'none' },
      },
    }
  })
  const column = (key: keyof W['columns'], usual: boolean, unit: string | null = null) => ({
    key,
    name: w.columns[key],
    unit,
    usual,
  })
  return {
    title: [
      reach.by === 'border' ? w.headlineInside(name) : w.headline(name, within),
      counted,
      reached && w.residents(reached.residents),
    ]
      .filter(Boolean)
      .join(' · '),
    note:
      reach.by === 'straight'
        ? w.straightWarning
        : reach.by === 'walk'
          ? w.walkSource(reach.source)
          : w.inside,
    columns: [
      column('name', true),
      column('type', true),
      column('distance', reach.by !== 'border', w.metres),
      column('area', true),
      column('freshness', true),
      column('hours', false),
      column('verified', false),
      column('needs', false),
      column('places', false),
    ],
    rows,
    definitions: Object.values(w.definitions),
    sources: [
      w.census(seen.matched),
      ...(reached ? [w.cells(seen.cells)] : []),
      ...(reach.by === 'walk' ? [w.walkSource(reach.source)] : []),
    ],
  }
}

/** Areas by their names alone: what is near is no number of theirs. */
export const labels = ({ areas }: Explored): AreaLabel[] =>
  areas.map(({ properties: { id, name, labelAt } }) => ({
    id,
    name,
    at: labelAt,
    value: null,
    unit: '',
    interval: '',
    word: '',
    sentence: name,
  }))

/** Metres around the equator, in a map of 512 pixels at zoom 0. */
const equator = 40_075_016.68
const tile = 512

/**
 * A camera that shows the whole circle where the map is free: between headline and time on a desk, above the sheet
 * on a phone.
 */
export function cameraAround(
  [lon, lat]: readonly [number, number],
  radius: number,
  window: { width: number; height: number },
): Camera {
  const narrow = window.width < 760
  const free = narrow
    ? Math.min(window.width * 0.85, window.height * 0.36)
    : Math.min((window.width - 720) * 0.8, window.height - 340)
  const metresPerPixel = (radius * 2.3) / Math.max(120, free)
  const zoom = Math.log2((equator * Math.cos((lat * Math.PI) / 180)) / (tile * metresPerPixel))
  const lower = narrow ? window.height * 0.18 : 0
  return { lon, lat: lat - (lower * metresPerPixel) / 111_195, zoom: Math.min(17, Math.max(10, zoom)) }
}
