/** Resources that may be the one being added: it warns and never blocks, so it rather finds one too many. */
import { distance } from '@turf/turf'
import type { Resource } from '../../api/resources/contract.ts'
import type { LonLat } from '../map/projection.ts'
import { pointOf } from '../map/scene.ts'
import { plain } from '../view/select.ts'

export type Likely = { resource: Resource; reason: 'same' | 'similar' | 'near'; metres: number | null }

export const nearMetres = 150
/** Letters after which a name is compared. */
const enough = 3
const listed = 5

const wordsOf = (text: string) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? []
const bigrams = (text: string) =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2))

/** Share of pairs of letters in common (Sørensen–Dice), 0–1: tolerant of slips and of endings. */
export function likeness(a: string, b: string): number {
  const [first, second] = [bigrams(a), bigrams(b)]
  if (first.length === 0 || second.length === 0) return a === b ? 1 : 0
  const left = [...second]
  const common = first.filter(pair => {
    const at = left.indexOf(pair)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
  return (2 * common.length) / (first.length + second.length)
}

const alike = 0.6

function nameReason(typed: readonly string[], name: string): 'same' | 'similar' | null {
  const known = wordsOf(name)
  if (typed.join(' ') === known.join(' ')) return 'same'
  if (typed.join('').length < enough) return null
  // While a name is being typed its last word is a beginning.
  const each = typed.every(word =>
    known.some(other => other.startsWith(word) || (word.length > enough && likeness(word, other) >= alike)),
  )
  return each || likeness(typed.join(' '), known.join(' ')) >= alike ? 'similar' : null
}

export function likelyDuplicates(
  name: string,
  place: LonLat | null,
  resources: readonly Resource[],
): Likely[] {
  const typed = wordsOf(name)
  const order = { same: 0, similar: 1, near: 2 }
  return resources
    .flatMap((resource): Likely[] => {
      const at = pointOf(resource)
      const metres = at && place ? distance([...at], [...place], { units: 'meters' }) : null
      const reason =
        (typed.length > 0 ? nameReason(typed, resource.properties.name) : null) ??
        (metres !== null && metres <= nearMetres ? 'near' : null)
      return reason ? [{ resource, reason, metres }] : []
    })
    .sort((a, b) => order[a.reason] - order[b.reason] || (a.metres ?? Infinity) - (b.metres ?? Infinity))
    .slice(0, listed)
}
