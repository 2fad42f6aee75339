/** The address says everything that changes what is seen: URL ⇄ view, both ways, without loss. */
import { useSyncExternalStore } from 'react'
import { type NeedGroup, needGroups } from '../../api/disclosure/codes.ts'
import { type ResourceGroup, resourceGroupNames } from '../../api/resources/codes.ts'
import {
  type ProjectAction,
  type ProjectState,
  projectActions,
  projectStates,
} from '../../api/resources/projects/codes.ts'
import { paths, type Screen } from './paths.ts'

export { paths, type Screen }

/** Layers in drawing order, from the ground up. */
export const layerNames = ['needs', 'needsHeat', 'heat', 'cells', 'resources', 'centres'] as const
export type LayerName = (typeof layerNames)[number]
export const usualLayers: readonly LayerName[] = ['needs', 'resources', 'centres']

/** What the screen of projects shows; the first when nothing is said. */
export const projectParts = ['projects', 'hosts', 'expiring'] as const
export type ProjectPart = (typeof projectParts)[number]

/** What *Esplora* asks: the first when nothing is said. */
export const questions = ['gap', 'unreached', 'near', 'needs'] as const
export type Question = (typeof questions)[number]

/** What lies under everything: the municipality’s own map only where one is configured. */
export const grounds = ['schematic', 'municipal', 'none'] as const
export type Ground = (typeof grounds)[number]

/** The heat of resources: what each weighs, and how far it is felt, in metres on the ground; of needs the width alone. */
export const heatWeights = ['count', 'places'] as const
export const heatRadii = [200, 400, 800] as const
export type Heat = { by: (typeof heatWeights)[number]; metres: (typeof heatRadii)[number] }

/** Radii around a place, in metres on the ground. */
export const radii = [400, 800, 1500, 3000] as const

export type Camera = { lon: number; lat: number; zoom: number }

export type View = {
  screen: Screen
  question: Question
  /** The area in the panel, and the filter of the list of resources. */
  area: string | null
  need: NeedGroup | null
  /** One type of service among those that answer the need; which types there are, the screens know. */
  service: string | null
  /** A release: `2026-Q3`, `2026-09` or `2026`; null is the newest. */
  period: string | null
  /** With `period`, the first period of a stretch of time that ends with it. */
  since: string | null
  /** What the view is compared with: the id of another area, or another period. */
  compare: string | null
  /** The place around which one looks; null: the centre, area or resource that is chosen. */
  around: { lon: number; lat: number } | null
  radius: (typeof radii)[number]
  /** What is tried and not so: changes of the census, as `+type:places@area` and `-id`. */
  scenario: readonly string[]
  /** The indicator whose page is open, by its code. */
  indicator: string | null
  /** Of the table: column and direction, the columns shown (empty: the usual ones), and what each must satisfy. */
  sort: { column: string; descending: boolean } | null
  columns: readonly string[]
  conditions: readonly string[]
  group: ResourceGroup | null
  layers: readonly LayerName[]
  ground: Ground
  heat: Heat
  /** One class of the ramp (`0`–`4`), one missing state or one word of the gap, isolated from the legend. */
  shade: string | null
  /** `resource:<id>`, `centre:<id>`, `project:<id>` or `proposal:<id>`. */
  selection: string | null
  camera: Camera | null
  /** Words looked for among resources. */
  search: string
  /** Resources: only those open at this moment. */
  openNow: boolean
  /** The table under the map is open. */
  table: boolean
  /** Resources: the form that adds one is open. */
  adding: boolean
  /** Resources: the one selected, or the card of the queue, is being edited. */
  editing: boolean
  /** Resources: the history of the one selected is open. */
  history: boolean
  /** Resources: the weekly queue of the centre. */
  verifying: boolean
  part: ProjectPart
  /** What ends within so many months. */
  months: 3 | 6 | 12
  projectState: ProjectState | null
  action: ProjectAction | null
  /** Resources: the one selected is being united with another. */
  merging: boolean
  /** The file of resources whose rows are reviewed. */
  batch: string | null
  /** Territory: as in force on this day; null is today. */
  day: string | null
}

export const emptyView: View = {
  screen: 'explore',
  question: 'gap',
  area: null,
  need: null,
  service: null,
  period: null,
  since: null,
  compare: null,
  around: null,
  radius: 800,
  scenario: [],
  indicator: null,
  sort: null,
  columns: [],
  conditions: [],
  group: null,
  layers: usualLayers,
  ground: 'schematic',
  heat: { by: 'count', metres: 400 },
  shade: null,
  selection: null,
  camera: null,
  search: '',
  openNow: false,
  table: false,
  adding: false,
  editing: false,
  history: false,
  verifying: false,
  part: 'projects',
  months: 6,
  projectState: null,
  action: null,
  merging: false,
  batch: null,
  day: null,
}

const among = <T extends string>(list: readonly T[], value: string): T | undefined =>
  (list as readonly string[]).includes(value) ? (value as T) : undefined
const matching = (pattern: RegExp, value: string) => (pattern.test(value) ? value : undefined)

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/i
/** A month, a quarter or, where only years are published, a year. */
const period = /^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?$/
const calendarDay = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const shade = /^([0-4]|few|not_recorded|not_covered|not_published|gap|pressure|untapped|silent|unclear)$/
const selection = /^(resource|centre|project|proposal):[a-z0-9-]{1,60}$/i

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const round4 = (degrees: number) => Math.round(degrees * 1e4) / 1e4 + 0

/** A camera as the address keeps it: to 4 decimals (11 m), the zoom to 2. */
export const roundCamera = ({ lon, lat, zoom }: Camera): Camera => ({
  lon: round4(lon),
  lat: round4(lat),
  zoom: Math.round(zoom * 100) / 100 + 0,
})

function readCamera(value: string): Camera | undefined {
  const parts = value.split(',')
  const [lat, lon, zoom] = parts.map(Number)
  const fits =
    parts.length === 3 &&
    parts.every(part => part.trim() !== '') &&
    Math.abs(lat!) <= 85 &&
    Math.abs(lon!) <= 180 &&
    zoom! >= 0 &&
    zoom! <= 22
  return fits ? roundCamera({ lon: lon!, lat: lat!, zoom: zoom! }) : undefined
}

function readLayers(value: string): readonly LayerName[] | undefined {
  if (value === '') return []
  const names = value.split(',')
  return names.every(name => among(layerNames, name))
    ? layerNames.filter(name => names.includes(name))
    : undefined
}

const sameLayers = (a: readonly LayerName[], b: readonly LayerName[]) =>
  layerNames.every(name => a.includes(name) === b.includes(name))

const questionNames: Record<Question, string> = {
  gap: 'manca',
  unreached: 'nonraggiunti',
  near: 'vicino',
  needs: 'bisogni',
}

const serviceType = /^[a-z][a-z_]{1,39}$/
const column = /^[a-z][a-z0-9_]{0,40}$/
const assumed = /^(\+[a-z_]{1,40}:\d{1,4}@[a-z0-9-]{1,60}|-[a-z0-9-]{1,60})$/i
/** `column>3`, `column<=12.5`, `column=word` */
const condition = /^[a-z][a-z0-9_]{0,40}(>=|<=|>|<|=)[\p{L}\p{N}. _-]{1,40}$/u
const mostParts = 12

/** Parts of a parameter between semicolons, each of which must be legal. */
function readParts(value: string, pattern: RegExp): readonly string[] | undefined {
  const all = value.split(';')
  return all.length <= mostParts && all.every(part => pattern.test(part)) ? all : undefined
}

const groundNames: Record<Ground, string> = {
  schematic: 'schematico',
  municipal: 'comune',
  none: 'nessuno',
}
const weightNames: Record<Heat['by'], string> = { count: 'numero', places: 'posti' }

const partNames: Record<ProjectPart, string> = {
  projects: 'progetti',
  hosts: 'tirocini',
  expiring: 'scadenze',
}

/** Each parameter of the query: how it is read (undefined: not legal) and written (undefined: left out). */
const parameters: {
  [name: string]: {
    read: (value: string) => Partial<View> | undefined
    write: (view: View) => string | undefined
  }
} = {
  domanda: {
    read: value => {
      const question = questions.find(each => questionNames[each] === value)
      return question && { question }
    },
    write: view => (view.question === 'gap' ? undefined : questionNames[view.question]),
  },
  area: {
    read: value => (value.length <= 60 && slug.test(value) ? { area: value } : undefined),
    write: view => view.area ?? undefined,
  },
  bisogno: {
    read: value => {
      const need = among(needGroups, value)
      return need && { need }
    },
    write: view => view.need ?? undefined,
  },
  servizio: {
    read: value => (serviceType.test(value) ? { service: value } : undefined),
    write: view => view.service ?? undefined,
  },
  periodo: {
    read: value => {
      const known = matching(period, value)
      return known === undefined ? undefined : { period: known }
    },
    write: view => view.period ?? undefined,
  },
  da: {
    read: value => {
      const since = matching(period, value)
      return since === undefined ? undefined : { since }
    },
    write: view => view.since ?? undefined,
  },
  confronta: {
    read: value =>
      value.length <= 60 && (slug.test(value) || period.test(value)) ? { compare: value } : undefined,
    write: view => view.compare ?? undefined,
  },
  presso: {
    read: value => {
      const at = readCamera(`${value},0`)
      return at && { around: { lon: at.lon, lat: at.lat } }
    },
    write: ({ around }) => (around ? `${round4(around.lat)},${round4(around.lon)}` : undefined),
  },
  raggio: {
    read: value => {
      const radius = radii.find(each => String(each) === value)
      return radius && { radius }
    },
    write: view => (view.radius === 800 ? undefined : String(view.radius)),
  },
  ipotesi: {
    read: value => {
      const scenario = readParts(value, assumed)
      return scenario && { scenario }
    },
    write: view => (view.scenario.length > 0 ? view.scenario.join(';') : undefined),
  },
  indicatore: {
    read: value => (column.test(value) ? { indicator: value } : undefined),
    write: view => view.indicator ?? undefined,
  },
  ordina: {
    read: value => {
      const name = value.replace(/^-/, '')
      return column.test(name) ? { sort: { column: name, descending: value.startsWith('-') } } : undefined
    },
    write: ({ sort }) => (sort ? `${sort.descending ? '-' : ''}${sort.column}` : undefined),
  },
  colonne: {
    read: value => {
      const columns = readParts(value, column)
      return columns && { columns }
    },
    write: view => (view.columns.length > 0 ? view.columns.join(';') : undefined),
  },
  dove: {
    read: value => {
      const conditions = readParts(value, condition)
      return conditions && { conditions }
    },
    write: view => (view.conditions.length > 0 ? view.conditions.join(';') : undefined),
  },
  gruppo: {
    read: value => {
      const group = among(resourceGroupNames, value)
      return group && { group }
    },
    write: view => view.group ?? undefined,
  },
  livelli: {
    read: value => {
      const layers = readLayers(value)
      return layers && { layers }
    },
    write: view => (sameLayers(view.layers, usualLayers) ? undefined : view.layers.join(',')),
  },
  sfondo: {
    read: value => {
      const ground = grounds.find(each => groundNames[each] === value)
      return ground && { ground }
    },
    write: view => (view.ground === 'schematic' ? undefined : groundNames[view.ground]),
  },
  calore: {
    read: value => {
      const [weight, radius, ...rest] = value.split(',')
      const by = heatWeights.find(each => weightNames[each] === weight)
      const metres = heatRadii.find(each => String(each) === radius)
      return by && metres && rest.length === 0 ? { heat: { by, metres } } : undefined
    },
    write: ({ heat: { by, metres } }) =>
      by === 'count' && metres === 400 ? undefined : `${weightNames[by]},${metres}`,
  },
  classe: {
    read: value => {
      const known = matching(shade, value)
      return known === undefined ? undefined : { shade: known }
    },
    write: view => view.shade ?? undefined,
  },
  scelta: {
    read: value => {
      const known = matching(selection, value)
      return known === undefined ? undefined : { selection: known }
    },
    write: view => view.selection ?? undefined,
  },
  cerca: { read: value => ({ search: value.slice(0, 200) }), write: view => view.search || undefined },
  aperte: {
    read: value => (value === 'ora' ? { openNow: true } : undefined),
    write: view => (view.openNow ? 'ora' : undefined),
  },
  tabella: {
    read: value => (value === 'si' ? { table: true } : undefined),
    write: view => (view.table ? 'si' : undefined),
  },
  aggiungi: {
    read: value => (value === 'si' ? { adding: true } : undefined),
    write: view => (view.adding ? 'si' : undefined),
  },
  modifica: {
    read: value => (value === 'si' ? { editing: true } : undefined),
    write: view => (view.editing ? 'si' : undefined),
  },
  storia: {
    read: value => (value === 'si' ? { history: true } : undefined),
    write: view => (view.history ? 'si' : undefined),
  },
  verifica: {
    read: value => (value === 'si' ? { verifying: true } : undefined),
    write: view => (view.verifying ? 'si' : undefined),
  },
  parte: {
    read: value => {
      const part = projectParts.find(each => partNames[each] === value)
      return part && { part }
    },
    write: view => (view.part === 'projects' ? undefined : partNames[view.part]),
  },
  mesi: {
    read: value => {
      const months = ([3, 6, 12] as const).find(each => String(each) === value)
      return months && { months }
    },
    write: view => (view.months === 6 ? undefined : String(view.months)),
  },
  stato: {
    read: value => {
      const projectState = among(projectStates, value)
      return projectState && { projectState }
    },
    write: view => view.projectState ?? undefined,
  },
  azione: {
    read: value => {
      const action = among(projectActions, value)
      return action && { action }
    },
    write: view => view.action ?? undefined,
  },
  unisci: {
    read: value => (value === 'si' ? { merging: true } : undefined),
    write: view => (view.merging ? 'si' : undefined),
  },
  file: {
    read: value => {
      const known = matching(uuid, value)
      return known === undefined ? undefined : { batch: known }
    },
    write: view => view.batch ?? undefined,
  },
  giorno: {
    read: value => {
      const known = matching(calendarDay, value)
      return known === undefined ? undefined : { day: known }
    },
    write: view => view.day ?? undefined,
  },
  mappa: {
    read: value => {
      const camera = readCamera(value)
      return camera && { camera }
    },
    write: ({ camera }) => {
      if (!camera) return undefined
      const { lat, lon, zoom } = roundCamera(camera)
      return `${lat},${lon},${zoom}`
    },
  },
}

const screens = Object.keys(paths) as Screen[]

/** What could not be understood is named in `ignored`, never guessed. */
export function readView(url: URL | string): { view: View; ignored: readonly string[] } {
  const { pathname, searchParams } = new URL(url, 'http://observatory.invalid')
  const screen = pathname === '/' ? 'explore' : screens.find(name => paths[name] === pathname)
  const ignored: string[] = screen ? [] : [pathname]
  let view: View = { ...emptyView, screen: screen ?? 'explore' }
  for (const [name, value] of searchParams) {
    const change = Object.hasOwn(parameters, name) ? parameters[name]!.read(value) : undefined
    if (change) view = { ...view, ...change }
    else ignored.push(`${name}=${value}`)
  }
  return { view, ignored }
}

export function addressOf(view: View): string {
  const query = new URLSearchParams()
  for (const [name, { write }] of Object.entries(parameters)) {
    const value = write(view)
    if (value !== undefined) query.set(name, value)
  }
  // Commas and colons are legal in a query; left readable, a link can be dictated on the phone.
  const text = query
    .toString()
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%3B', ';')
    .replaceAll('%40', '@')
  return paths[view.screen] + (text && `?${text}`)
}

/** Path and query: with the name of a server in front, what a message or a code on paper still carries. */
export const longestAddress = 260

/** What gives way to an address that would be too long, the least of it first; undefined when there is no more of it. */
const giveWay: readonly ((view: View) => Partial<View> | undefined)[] = [
  ({ conditions }) => (conditions.length > 0 ? { conditions: conditions.slice(0, -1) } : undefined),
  ({ columns }) => (columns.length > 0 ? { columns: [] } : undefined),
  ({ scenario }) => (scenario.length > 0 ? { scenario: scenario.slice(0, -1) } : undefined),
  // By whole signs: half of a pair is no letter.
  ({ search }) => (search ? { search: [...search].slice(0, -1).join('') } : undefined),
]

/** A view whose address can be sent; `left` is what did not fit, as it would stand in the address. */
export function fitted(view: View): { view: View; left: readonly string[] } {
  let fits = view
  for (const less of giveWay)
    for (let change = less(fits); change && addressOf(fits).length > longestAddress; change = less(fits))
      fits = { ...fits, ...change }
  const asked = {
    dove: view.conditions.slice(fits.conditions.length).join(';'),
    colonne: fits.columns.length < view.columns.length ? view.columns.join(';') : '',
    ipotesi: view.scenario.slice(fits.scenario.length).join(';'),
    cerca: fits.search === view.search ? '' : view.search.slice(fits.search.length),
  }
  const left = Object.entries(asked).flatMap(([name, value]) => (value ? [`${name}=${value}`] : []))
  return { view: fits, left }
}

type Seen = { href: string; view: View; ignored: readonly string[]; left?: readonly string[] }
let seen: Seen = { href: '', view: emptyView, ignored: [] }
const nothingLeft: readonly string[] = []
const listeners = new Set<() => void>()

/** Also right when something else has changed the address. */
function snapshot(): Seen {
  if (seen.href !== window.location.href) {
    const { view, ignored } = readView(window.location.href)
    seen = { href: window.location.href, view, ignored }
  }
  return seen
}

function go(change: Partial<View>, how: 'pushState' | 'replaceState') {
  const before = snapshot()
  const { view, left } = fitted({ ...before.view, ...change })
  const address = addressOf(view)
  if (address === addressOf(before.view)) {
    if (left.length === 0) return
    seen = { ...before, left }
    for (const listener of listeners) listener()
    return
  }
  window.history[how](null, '', address)
  // While the map moves the notice of what was ignored stays readable.
  seen = { href: window.location.href, view, ignored: how === 'replaceState' ? before.ignored : [], left }
  for (const listener of listeners) listener()
}

/** A deliberate act: *back* undoes it. */
export const act = (change: Partial<View>): void => go(change, 'pushState')
/** A movement on the way: it leaves no step behind. */
export const move = (change: Partial<View>): void => go(change, 'replaceState')

function subscribe(listener: () => void) {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

export function useView(): {
  view: View
  act: typeof act
  move: typeof move
  ignored: readonly string[]
  /** What the last act asked for and the address could not hold. */
  left: readonly string[]
} {
  const { view, ignored, left = nothingLeft } = useSyncExternalStore(subscribe, snapshot)
  return { view, act, move, ignored, left }
}
