/** Areas and centres changed from a day on: what it would do, the change with its reason, and its history. */
import { z } from 'zod'
import { guardFaults } from '../../guard/contract.ts'
import { hoursFaults } from '../../hours/contract.ts'
import { type Bilingual, operation } from '../../http/operation.ts'
import { Day, MultiPolygon, Polygon, Position, positionQualities, Slug } from '../contract.ts'

const words = (most: number) => z.string().trim().min(1).max(most)

/** `{day}`, `{place}`, `{amount}` and `{area}` stand for what was found. */
export const changeFaults = {
  closed_month: {
    it: 'Il mese di questo giorno è chiuso e la sua mappa non cambia più: scegli un giorno dal {day}',
    en: 'The month of this day is closed and its map no longer changes: choose a day from {day}',
  },
  later_change: {
    it: 'C’è già un cambiamento dal {day}: scegli quel giorno o uno dopo',
    en: 'There is a change from {day} already: choose that day or a later one',
  },
  reserved_code: { it: 'Questo codice è una parola riservata', en: 'This code is a reserved word' },
  area_incomplete: {
    it: 'Un’area nuova ha bisogno di un nome e di un confine',
    en: 'A new area needs a name and a boundary',
  },
  ends_alone: {
    it: 'Un’area che finisce non prende un nome o un confine nuovi',
    en: 'An area that ends takes no new name or boundary',
  },
  just_begun: {
    it: 'Comincia proprio quel giorno: può finire da un giorno dopo',
    en: 'It begins on that very day: it can end from a later one',
  },
  not_in_force: {
    it: 'In quel giorno non è in vigore',
    en: 'It is not in force on that day',
  },
  invalid_boundary: {
    it: 'Il confine non è valido: {reason} presso {place}',
    en: 'The boundary is not valid: {reason} at {place}',
  },
  open_ring: {
    it: 'Il confine non si chiude: il primo e l’ultimo punto devono essere lo stesso',
    en: 'The boundary does not close: its first and last points must be the same',
  },
  outside_municipality: {
    it: 'Esce dal territorio comunale: {amount}',
    en: 'It passes the municipal boundary: {amount}',
  },
  swallowed: {
    it: 'Non resterebbe nulla di «{area}»: se deve finire, va detto con un cambiamento suo',
    en: 'Nothing would be left of “{area}”: if it is to end, that is a change of its own',
  },
  nothing_left: {
    it: 'Fermandosi ai confini delle altre non resta nulla di quest’area',
    en: 'Stopping at the borders of the others, nothing is left of this area',
  },
  nothing_changed: { it: 'Non cambia nulla', en: 'Nothing changes' },
  over_undecided: {
    it: 'Passa sopra «{area}» ({amount}): scegli se prendere quella parte o fermarti al confine',
    en: 'It passes over “{area}” ({amount}): choose whether to take that part or to stop at the border',
  },
  gap_undeclared: {
    it: 'Una parte di {amount} resterebbe fuori da ogni area: va confermato, o data a chi confina',
    en: 'A part of {amount} would be left outside every area: confirm it, or give it to the neighbour',
  },
  residents_of_unchanged: {
    it: 'Il confine di quest’area non cambia: il suo dato resta quello che ha',
    en: 'The boundary of this area does not change: its count stays the one it has',
  },
  date_in_future: { it: 'La data è nel futuro', en: 'The date is in the future' },
  centre_incomplete: {
    it: 'Un centro nuovo ha bisogno di nome, posizione e ente gestore',
    en: 'A new centre needs a name, a position and who manages it',
  },
  ends_in_past: {
    it: 'Un centro finisce da oggi in poi: gli accessi già registrati restano suoi',
    en: 'A centre ends from today on: the accesses already recorded stay its own',
  },
  ended_already: { it: 'È già chiuso da quel giorno', en: 'It is closed from that day already' },
  area_not_in_force: {
    it: 'Quest’area non è in vigore in quel giorno',
    en: 'This area is not in force on that day',
  },
  ...hoursFaults,
  ...guardFaults,
} as const satisfies Record<string, Bilingual>

const From = Day.meta({ description: 'First day of the change, not before the first month that is open' })
const Reason = words(500).meta({ description: 'Why; kept in the history. No data of persons' })
const State = z.string().max(60).meta({
  description: 'As the preview gave it: what was decided is refused if the territory has changed since',
})

/** Where the drawing passes over another area. */
export const overs = ['take', 'stop'] as const
/** Pieces that the area leaves: nobody’s, on purpose, or the neighbour’s with the longest border in common. */
export const gaps = ['outside', 'neighbour'] as const

export const AreaDrawing = z
  .strictObject({
    from: From,
    area: Slug.meta({ description: 'An area in force, or the code of a new one' }),
    name: words(200).optional(),
    subtitle: words(300).nullable().optional(),
    boundary: z.union([Polygon, MultiPolygon]).optional().meta({ description: 'As it is when absent' }),
    ends: z.boolean().optional().meta({ description: 'True: the area is no longer in force from that day' }),
    over: z.enum(overs).optional(),
    gap: z.enum(gaps).optional(),
    residents: z
      .array(
        z.strictObject({
          area: Slug,
          residents: z.int().min(0).max(100_000_000),
          on: Day.meta({ description: 'The day the count refers to' }),
          source: words(300),
        }),
      )
      .max(20)
      .optional()
      .meta({ description: 'Counts within the new boundaries; without one a redrawn area has no rate' }),
  })
  .meta({ id: 'AreaDrawing' })
export type AreaDrawing = z.output<typeof AreaDrawing>

const Shown = z.object({
  name: z.string(),
  boundary: MultiPolygon,
  squareMetres: z.number(),
  estimate: z
    .int()
    .nullable()
    .meta({ description: 'Residents by share of the cells, an estimate; null: no cells' }),
  residents: z.int().nullable().meta({ description: 'Dated count of this very boundary' }),
  residentsOn: Day.nullable(),
})
const Piece = z.object({
  area: Slug,
  other: Slug.nullable(),
  shape: MultiPolygon,
  squareMetres: z.number(),
  estimate: z.int().nullable(),
})

export const AreaImpact = z
  .object({
    state: State,
    areas: z
      .array(z.object({ id: Slug, before: Shown.nullable(), after: Shown.nullable() }))
      .meta({ description: 'The areas whose boundary or name changes; before null: new, after null: ended' }),
    taken: z.array(Piece).meta({ description: 'Pieces that `area` takes from `other`' }),
    gained: z.array(Piece).meta({ description: 'Pieces that `area` takes from outside every area' }),
    left: z
      .array(Piece)
      .meta({ description: 'Pieces that `area` leaves; `other` is the neighbour that could have them' }),
    cells: z.object({
      touched: z.array(z.object({ id: z.string(), residents: z.int(), cut: z.boolean() })),
      endOn: Day.meta({ description: 'First day of the next quarter: until then cells stay as they are' }),
    }),
    resources: z.object({
      count: z.int(),
      some: z
        .array(z.object({ id: z.uuid(), name: z.string(), from: Slug.nullable(), to: Slug.nullable() }))
        .meta({ description: 'At most fifty of those that change area' }),
    }),
    centres: z
      .array(
        z.object({
          id: Slug,
          name: z.string(),
          serves: Slug.nullable(),
          from: Slug.nullable(),
          to: Slug.nullable(),
        }),
      )
      .meta({ description: 'Centres whose door falls in another area, or that serve an area that ends' }),
    amidst: z
      .array(z.enum(['month', 'quarter']))
      .meta({ description: 'Open periods that the day cuts: they are published whole with the new areas' }),
  })
  .meta({ id: 'AreaImpact' })
export type AreaImpact = z.output<typeof AreaImpact>

export const changeKinds = [
  'area_added',
  'area_redrawn',
  'area_renamed',
  'area_ended',
  'centre_opened',
  'centre_moved',
  'centre_changed',
  'centre_ended',
  'cells_rebuilt',
] as const
export type ChangeKind = (typeof changeKinds)[number]

export const TerritoryChange = z
  .object({
    id: z.int(),
    kind: z.enum(changeKinds),
    target: Slug.nullable(),
    name: z.string(),
    from: Day,
    reason: z.string(),
    by: z.string().nullable(),
    at: z.iso.datetime({ offset: true }),
    impact: z.object({
      areas: z
        .array(
          z.object({
            id: Slug,
            name: z.string(),
            before: z.number().nullable(),
            after: z.number().nullable(),
          }),
        )
        .optional()
        .meta({ description: 'Square metres before and after' }),
      cells: z.int().optional(),
      resources: z.int().optional(),
      metres: z.number().optional().meta({ description: 'How far a door moved' }),
    }),
  })
  .meta({ id: 'TerritoryChange' })
export type TerritoryChange = z.output<typeof TerritoryChange>

export const CentreMove = z
  .strictObject({
    from: From,
    centre: Slug.meta({ description: 'A centre, or the code of a new one' }),
    name: words(200).optional(),
    location: Position.optional(),
    positionQuality: z.enum(positionQualities).optional(),
    address: words(200).nullable().optional(),
    managedBy: words(200).optional(),
    openingHours: words(300).nullable().optional(),
    area: Slug.nullable()
      .optional()
      .meta({ description: 'The target area it serves, whichever its door is in' }),
    ends: z.boolean().optional(),
  })
  .meta({ id: 'CentreMove' })
export type CentreMove = z.output<typeof CentreMove>

const Seat = z.object({
  name: z.string(),
  location: Position,
  address: z.string().nullable(),
  managedBy: z.string(),
  openingHours: z.string().nullable(),
  area: Slug.nullable(),
  doorIn: Slug.nullable().meta({ description: 'The area in force that holds the door' }),
})
export const CentreImpact = z
  .object({
    state: State,
    before: Seat.nullable(),
    after: Seat.nullable(),
    metres: z.number().nullable().meta({ description: 'From the old door to the new one' }),
    keeps: z.int().meta({ description: 'Resources that its operators keep' }),
    operators: z.int().meta({ description: 'Accounts of operators at this centre' }),
  })
  .meta({ id: 'CentreImpact' })
export type CentreImpact = z.output<typeof CentreImpact>

const decided = { reason: Reason, state: State }

export const previewAreaChange = operation({
  id: 'previewAreaChange',
  method: 'post',
  path: '/area-changes/preview',
  summary: 'What a change of an area would do; writes nothing',
  allow: ['coordinator'],
  body: AreaDrawing,
  response: AreaImpact,
  faults: changeFaults,
})

export const changeArea = operation({
  id: 'changeArea',
  method: 'post',
  path: '/area-changes',
  summary: 'Adds, redraws, renames or ends an area from a day on; earlier days keep their map',
  allow: ['coordinator'],
  body: AreaDrawing.extend(decided),
  response: TerritoryChange,
  status: 201,
  problems: ['changed-meanwhile'],
  faults: changeFaults,
})

export const previewCentreMove = operation({
  id: 'previewCentreMove',
  method: 'post',
  path: '/centre-moves/preview',
  summary: 'What a change of a centre would do; writes nothing',
  allow: ['coordinator'],
  body: CentreMove,
  response: CentreImpact,
  faults: changeFaults,
})

export const moveCentre = operation({
  id: 'moveCentre',
  method: 'post',
  path: '/centre-moves',
  summary: 'Opens, moves, changes or ends a centre from a day on',
  allow: ['coordinator'],
  body: CentreMove.extend(decided),
  response: TerritoryChange,
  status: 201,
  problems: ['changed-meanwhile'],
  faults: changeFaults,
})

export const listTerritoryChanges = operation({
  id: 'listTerritoryChanges',
  method: 'get',
  path: '/territory-changes',
  summary: 'The history of areas, centres and cells, newest first: what, from when, why and by whom',
  allow: ['coordinator'],
  response: z.object({
    changes: z.array(TerritoryChange),
    earliest: Day.nullable().meta({ description: 'First day that a change may have; null: any' }),
  }),
})
