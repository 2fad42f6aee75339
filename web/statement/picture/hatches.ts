/** Hatches of cells that carry little, as a printer keeps them. */
import { type Drawing, hatches } from '../../map/symbols.ts'
import type { Hatched } from './picture.ts'

/** Opaque, because not every printer mixes inks; thin, so that the surface stays seen. */
export const printed = (state: Hatched): Drawing => printedHatches[state]
const printedHatches: Record<Hatched, Drawing> = {
  few: { ...hatches.few, strokes: hatches.few.strokes.map(({ d }) => ({ d, fill: '#6FA0BF' })) },
  uncertain: {
    ...hatches.uncertain,
    strokes: hatches.uncertain.strokes.map(({ d }) => ({ d, stroke: '#8393A4', width: 0.7 })),
  },
}
