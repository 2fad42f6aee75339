/** What the map on paper is made of: the scene, and the words of its classes, signs and labels. */
import type { ResourceGroup } from '../../../api/resources/codes.ts'
import type { Framed, Shift } from '../../map/linked.ts'
import type { TilePaths } from '../../map/municipalTile.ts'
import type { LonLat } from '../../map/projection.ts'
import type { Scene } from '../../map/scene.ts'
import type { hatches } from '../../map/symbols.ts'
import type { Cell } from '../../view/statement.ts'
import type { Geometry } from './shapes.ts'

export type Picture = {
  scene: Scene
  /** What the classes measure, and each of them in words; one without words is not used. */
  scale: string
  classes: readonly string[]
  /** What a pattern is called that is no missing state. */
  called: Readonly<Record<string, string>>
  /** The column that labels the areas. */
  shows: string
  /** What is reached around a place: the page shows it from near, and all of it. */
  reach?: Reached | null
  /** What the surface of needs by cell measures, and its five classes in words. */
  surface?: { scale: string; classes: readonly string[]; hatched: Readonly<Record<Hatched, string>> } | null
  /** What the signs of resources and centres are called. */
  signs?: { families: Readonly<Record<ResourceGroup, string>>; centre: string; how: string } | null
  /** Two maps in place of one, at one scale and in one legend; `scene` is then the first one’s. */
  pair?: { maps: readonly [PairedMap, PairedMap]; shift: Shift } | null
  /** The municipality’s map was asked for and cannot be shown here: the page says so. */
  groundLeftOut?: boolean
  /** Tiles of the municipality’s map for this page; without them the ground is the schematic one. */
  tiles?: readonly TilePaths[] | undefined
}

/** One of two maps: its name and figure stand over it. */
export type PairedMap = Framed & {
  name: string
  figure: Cell
  unit: string
  scene: Scene
  /** By id of the area: what its label says. */
  says: ReadonlyMap<string, Cell>
  tiles?: readonly TilePaths[] | undefined
}

export type Hatched = keyof typeof hatches

export type Reached = {
  shape: Geometry
  /** As the crow flies it is dashed: nobody walks so. */
  straight: boolean
  /** The place itself; none for an area. */
  at: LonLat | null
  label: string
}
