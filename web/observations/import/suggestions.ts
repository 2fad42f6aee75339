/** What a text of a register most likely answers. The person sees it before anything is sent, and may choose otherwise. */
import {
  answerOf,
  areaWord,
  areaWords,
  type Holds,
  type IdentityKind,
  identityOfCell,
  isList,
  lists,
  placeKey,
  plain,
  writingsOf,
} from '../../../api/observations/import/contract.ts'
import type { Area, Centre } from '../../../api/territory/contract.ts'
import { needSynonyms } from '../../words/observations.ts'
import { ageBandOf } from './ages.ts'
import { citizenshipOf } from './citizenships.ts'
import { answerIn, type Phrases, phrasesOf } from './phrases.ts'

/** What the territory knows by name. */
export type Places = {
  areas: readonly Pick<Area['properties'], 'id' | 'name' | 'subtitle'>[]
  centres: readonly Pick<Centre['properties'], 'id' | 'name' | 'area'>[]
  /** Codes of the map cells in force. */
  cells: readonly string[]
  /** Id of the own centre. */
  centre: string
}

export type Reading = {
  code: string
  /** Whether the text is the answer itself, or only resembles it. */
  exact: boolean
}

const saidAtTheDesk = Object.values(needSynonyms).flatMap(language =>
  Object.entries(language).flatMap(([code, said]) =>
    (said as string[]).map(word => [plain(word), code] as const),
  ),
)
const phrasesOfLists = new Map<Holds, Phrases>(
  Object.keys(lists).map(holds => [
    holds as Holds,
    phrasesOf([
      ...[...writingsOf(holds as keyof typeof lists)],
      ...(holds === 'needDomain' ? saidAtTheDesk : []),
    ]),
  ]),
)
/** A whole text that the desk’s search knows for one need alone. */
const needSaid = (text: string): string | undefined => {
  const codes = new Set(saidAtTheDesk.filter(([word]) => word === plain(text)).map(([, code]) => code))
  return codes.size === 1 ? [...codes][0] : undefined
}

/** @returns undefined where a person must choose */
export function readingOf(holds: Holds, text: string, places: Places): Reading | undefined {
  const answer = exactReading(holds, text, places)
  if (answer !== undefined) return { code: answer, exact: true }
  const code = likelyReading(holds, text, places)
  return code === undefined ? undefined : { code, exact: false }
}

function exactReading(
  holds: Holds,
  text: string,
  { areas, centres, cells, centre }: Places,
): string | undefined {
  if (isList(holds)) return answerOf(holds, text)
  const key = placeKey(text)
  if (holds === 'area')
    return areaWord(text) ?? areas.find(({ id, name }) => [id, name].map(placeKey).includes(key))?.id
  if (holds === 'cell') return cells.find(cell => placeKey(cell) === key)
  if (holds !== 'centre') return undefined
  const own = centres.find(({ id }) => id === centre)
  return key === placeKey(centre) || (own && key === placeKey(own.name)) ? centre : undefined
}

function likelyReading(holds: Holds, text: string, places: Places): string | undefined {
  if (holds === 'ageBand') return ageBandOf(text)
  if (holds === 'citizenship') return citizenshipOf(text) ?? answerIn(phrasesOfLists.get(holds)!, text)
  if (holds === 'area') return answerIn(areaPhrases(places), text)
  if (holds === 'needDomain') return needSaid(text) ?? answerIn(phrasesOfLists.get(holds)!, text)
  return isList(holds) ? answerIn(phrasesOfLists.get(holds)!, text) : undefined
}

let lastPhrases: { places: Places; phrases: Phrases } | undefined
/** Areas by their name, by the neighbourhoods of their subtitle and by the centres that serve them. */
function areaPhrases(places: Places): Phrases {
  if (lastPhrases?.places !== places)
    lastPhrases = {
      places,
      phrases: phrasesOf([
        ...areaWords,
        ...places.areas.flatMap(({ id, name, subtitle }) =>
          [name, ...(subtitle?.split(/[·,;]/) ?? [])].map(word => [placeKey(word), id] as const),
        ),
        ...places.centres.flatMap(({ name, area }) => (area ? [[placeKey(name), area] as const] : [])),
      ]),
    }
  return lastPhrases.phrases
}

/**
 * Which identity a text seems to hold that is no answer: a country or an age has none, a text in which an answer was
 * only recognised may still name somebody.
 */
export function identityOfText(
  holds: Holds,
  text: string,
  reading: Reading | undefined,
): IdentityKind | undefined {
  if (reading?.exact || (holds === 'ageBand' && reading) || (holds === 'citizenship' && citizenshipOf(text)))
    return undefined
  return identityOfCell(text, holds === 'day')
}
