/** An access while it is being answered, and every reason why it cannot be recorded yet. */

import { AccessRecord, accessFaults } from '../../api/observations/contract.ts'
import type { Language } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { today } from './days.ts'
import type { NeedDomain } from './needs.ts'
import { inForce, type QuestionName, questionNames } from './questions.ts'

export type NeedDraft = {
  /** Of this draft only: keeps the answers with their block while blocks come and go. */
  key: number
  domain?: NeedDomain | undefined
  request?: AccessRecord['needs'][number]['request']
  outcome?: AccessRecord['needs'][number]['outcome'] | undefined
  unmetReason?: AccessRecord['needs'][number]['unmetReason']
  resources?: AccessRecord['needs'][number]['resources']
}
export type Draft = { answers: Partial<Record<QuestionName, string>>; needs: readonly NeedDraft[] }
/** What stays from one access to the next. */
export type Sticky = Pick<AccessRecord, 'date' | 'channel' | 'origin'>
/** Words by JSON pointer into the request, such as `#/body/needs/0/domain`. */
export type Faults = Readonly<Record<string, string>>

export const emptyDraft: Draft = { answers: {}, needs: [{ key: 0 }] }
export const untouched = ({ answers, needs }: Draft) =>
  Object.keys(answers).length === 0 && needs.every(need => !need.domain && !need.outcome)

/** The first question without an answer, in the order of the form; undefined when nothing is left to answer. */
export function firstUnanswered({ answers, needs }: Draft): string | undefined {
  const question = questionNames.find(name => answers[name] === undefined)
  if (question) return question
  for (const [index, need] of needs.entries()) {
    if (!need.domain) return `needs-${index}-domain`
    if (!need.outcome) return `needs-${index}-outcome`
    if (need.outcome === 'unmet' && !need.unmetReason) return `needs-${index}-unmetReason`
  }
  return undefined
}

/** A further need that was opened and left empty is not an answer. */
export const withoutEmptyNeeds = (draft: Draft): Draft => ({
  ...draft,
  needs: draft.needs.filter((need, index) => index === 0 || need.domain || need.outcome),
})

export function candidate(draft: Draft, sticky: Sticky, centre: string | null, id: string) {
  return {
    id,
    centre: centre ?? undefined,
    ...sticky,
    ...draft.answers,
    needs: draft.needs.map(({ key: _key, ...need }) =>
      Object.fromEntries(Object.entries(need).filter(([, value]) => value !== undefined)),
    ),
  }
}

/**
 * The checks of the contract, made before anything is sent: each fault at its question.
 * @param earliest first day that can be recorded, when there is one
 */
export function check(
  value: ReturnType<typeof candidate>,
  language: Language,
  earliest: string | null,
): { record: AccessRecord } | { faults: Faults } {
  const w = words[language]
  const faults: Record<string, string> = {}
  const parsed = AccessRecord.safeParse(value)
  for (const issue of parsed.error?.issues ?? []) {
    const pointer = `#/body/${issue.path.join('/')}`
    const asked = issue.path.reduce<unknown>(
      (part, step) => (part as Record<PropertyKey, unknown>)?.[step],
      value,
    )
    faults[pointer] ??=
      asked !== undefined
        ? w.answerNotValid
        : issue.path.at(-1) === 'domain'
          ? w.needMissing
          : w.answerMissing
  }
  const { date, incomeSupport } = value as Partial<AccessRecord>
  if (date && incomeSupport && !inForce(incomeSupport, date))
    faults['#/body/incomeSupport'] ??= accessFaults.income_support_not_in_force[language]
  if (date && date > today()) faults['#/body/date'] ??= accessFaults.date_in_future[language]
  if (date && earliest && date < earliest) faults['#/body/date'] ??= accessFaults.date_too_early[language]
  const seen = new Set<unknown>()
  value.needs.forEach((need, index) => {
    if (need.outcome === 'unmet' && !need.unmetReason)
      faults[`#/body/needs/${index}/unmetReason`] ??= accessFaults.unmet_without_reason[language]
    if (need.domain && seen.has(need.domain))
      faults[`#/body/needs/${index}/domain`] ??= accessFaults.repeated_need[language]
    seen.add(need.domain)
  })
  return parsed.success && Object.keys(faults).length === 0 ? { record: parsed.data } : { faults }
}

export function draftOf(record: AccessRecord): Draft {
  const { residenceArea, lastVisit, ageBand, gender, citizenship, household, incomeSupport, knownToService } =
    record
  return {
    answers: {
      residenceArea,
      lastVisit,
      ageBand,
      gender,
      citizenship,
      household,
      incomeSupport,
      knownToService,
    },
    needs: record.needs.map((need, key) => ({ key, ...need })),
  }
}
