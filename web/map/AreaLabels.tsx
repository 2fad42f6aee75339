/** The names and figures of the areas over a map: pushed apart, saying less where there is less room. */
import type { LonLat, Pixel, Size } from './projection.ts'
import { type Box, spread } from './scene.ts'

export type AreaLabel = {
  id: string
  name: string
  at: LonLat
  /** The number, its unit and interval, or the word of what is missing. */
  value: string | null
  unit: string
  interval: string
  word: string
  /** The word where there is little room. */
  short?: string
  /** All of it in one sentence. */
  sentence: string
}

const narrowWidth = 600
/** Labels further than this from their place say less instead. */
const farthest = 46
/** What of a label is shown: with its interval and words, with a short word, without the word beside a number. */
type Fullness = 'full' | 'short' | 'bare'
/** Letters of a name where there is little room: the rest is in the sentence and on pointing. */
const bareLetters = 14

/** Pixels of a label, from the width of its letters. */
function labelBox(label: AreaLabel, how: Fullness): Pick<Box, 'width' | 'height'> {
  const { name, value, unit, interval } = label
  const word = wordShown(label, how)
  if (how === 'full')
    return {
      width:
        22 +
        Math.max(
          name.length * 8.2,
          value ? value.length * 10 + (unit.length + interval.length + 4) * 6.6 : 0,
          word.length * 6.7,
        ),
      height: 32 + (value ? 25 : 0) + (word ? 17 : 0),
    }
  const letters = how === 'bare' ? Math.min(bareLetters, name.length) : name.length
  return {
    width:
      16 +
      Math.max(letters * 7.2, value ? value.length * 8.6 + (unit.length + 1) * 6.2 : 0, word.length * 6.2),
    height: 22 + (value ? 19 : 0) + (word ? 15 : 0),
  }
}
const wordShown = ({ value, word, short }: AreaLabel, how: Fullness): string =>
  how === 'full' ? word : how === 'bare' && value ? '' : (short ?? word)

/** Labels pushed apart; with little room they say less until they stay by their places. */
export function laidOut(
  labels: readonly AreaLabel[],
  at: (place: LonLat) => Pixel,
  size: Size,
): { how: Fullness; boxes: Box[] } {
  const lay = (how: Fullness) => {
    const from = labels.map(one => ({ id: one.id, ...at(one.at), ...labelBox(one, how) }))
    const boxes = spread(from, how === 'full' ? 6 : 3, size.width)
    const apart = spread(boxes, 0, size.width).every(
      (box, index) => box.x === boxes[index]!.x && box.y === boxes[index]!.y,
    )
    const near = boxes.every(
      ({ x, y }, index) => Math.hypot(x - from[index]!.x, y - from[index]!.y) < farthest,
    )
    return { how, boxes, fits: apart && near }
  }
  const full = size.width < narrowWidth ? null : lay('full')
  if (full?.fits) return full
  const short = lay('short')
  return short.fits ? short : lay('bare')
}

type Props = {
  labels: readonly AreaLabel[]
  size: Size
  at: (place: LonLat) => Pixel
  chosen: string | null
  /** While a crosshair is moved by keys, the way out of it is not through every area. */
  tabbable: boolean
  onChoose: (area: string) => void
}

export function AreaLabels({ labels, size, at, chosen, tabbable, onChoose }: Props) {
  const { how, boxes } = laidOut(labels, at, size)
  return labels.map((one, index) => {
    const { x, y } = boxes[index]!
    return (
      <button
        key={one.id}
        type="button"
        className={`area-label area-label-${how}${one.id === chosen ? ' area-label-on' : ''}`}
        style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}
        aria-pressed={one.id === chosen}
        aria-label={one.sentence}
        {...(how === 'bare' && { title: one.name })}
        tabIndex={tabbable ? 0 : -1}
        onClick={() => onChoose(one.id)}
      >
        <span className="area-label-name">{one.name}</span>
        {one.value && (
          <span className="area-label-value">
            <b>{one.value}</b> <small>{one.unit}</small>
            {how === 'full' && <small> · {one.interval}</small>}
          </span>
        )}
        <span className="area-label-word">{wordShown(one, how)}</span>
      </button>
    )
  })
}
