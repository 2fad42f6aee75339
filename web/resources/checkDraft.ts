/** What a form says of a draft before it is sent: hours as people speak, numbers that are none, texts that name somebody. */
import { loadHours } from '../hours/library.ts'
import type { Language } from '../words/language.ts'
import { type Check, checksOf, type Draft, type Faults, type Field, guardedFaults } from './draft.ts'

/** Into the syntax; without the reading of hours the text goes as it is, and the server says whether it is understood. */
async function hoursOf(typed: string, language: Language): Promise<{ text: string; fault?: string }> {
  const library = await loadHours().catch(() => null)
  const understood = library?.fromSpeech(typed, language)
  const unread = understood?.fault ?? understood?.question
  return unread ? { text: typed, fault: unread.detail[language] } : { text: understood?.hours ?? typed }
}

const gatheredChecks = (draft: Draft, said: Record<Check, string>): Faults => {
  const faults: { [F in Field]?: string[] } = {}
  for (const { field, check } of checksOf(draft))
    faults[field] = [...new Set([...(faults[field] ?? []), said[check]])]
  return faults
}

/** Hours of the place and of each stop, with what is not understood at its field. */
async function spoken(draft: Draft, language: Language): Promise<{ draft: Draft; faults: Faults }> {
  const faults: Faults = {}
  let hoursAsWritten = false
  const read = async (typed: string, field: Field) => {
    if (typed.trim() === '') return ''
    const { text, fault } = await hoursOf(typed.trim(), language)
    if (fault && field === 'openingHours' && draft.hoursAsWritten) hoursAsWritten = true
    else if (fault) faults[field] = [fault]
    return text
  }
  const openingHours = await read(draft.openingHours, 'openingHours')
  const stops = await Promise.all(
    draft.stops.map(async (stop, index) => ({ ...stop, when: await read(stop.when, `stops/${index}`) })),
  )
  return { draft: { ...draft, openingHours, hoursAsWritten, stops }, faults }
}

type CheckedDraft = { draft: Draft; faults: Faults }

/**
 * The draft as it will be sent, with every fault at its field: at once, or after the hours have been read.
 * @param more faults that only the form in question has
 */
export function checkDraft(
  draft: Draft,
  language: Language,
  checks: Record<Check, string>,
  more: readonly Faults[] = [],
): CheckedDraft | Promise<CheckedDraft> {
  const gathered = (read: CheckedDraft): CheckedDraft => {
    const faults: { [F in Field]?: readonly string[] } = {}
    for (const part of [guardedFaults(draft, language), ...more, gatheredChecks(draft, checks), read.faults])
      for (const [field, texts] of Object.entries(part) as [Field, readonly string[]][])
        faults[field] = [...(faults[field] ?? []), ...texts]
    return { draft: read.draft, faults }
  }
  const speaks = [draft.openingHours, ...draft.stops.map(({ when }) => when)].some(hours => hours.trim())
  return speaks ? spoken(draft, language).then(gathered) : gathered({ draft, faults: {} })
}
