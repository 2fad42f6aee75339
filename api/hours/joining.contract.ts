/** How the rules of hours stand together: what is added to other hours of the same days, and what replaces them. */
import type { Paths } from './paths.contract.ts'
import type { Draft } from './reader.contract.ts'
import { type Join, lastsPastMidnight, overlap, type Rule, share, weekdaysIn } from './rules.contract.ts'
import type { QuestionCode } from './speech.contract.ts'

const meet = (one: Rule, other: Rule) => share(weekdaysIn(one.days), weekdaysIn(other.days))

/**
 * What is closed comes last, because the last rule wins; what holds all year comes before what holds in some months.
 * Hours that do not meet the others of their days are added to them, as «lun-ven 9-13, mar 15-17» is meant; of hours that
 * meet them nobody can tell whether they replace them, so it is asked.
 */
export function joined(drafts: readonly Draft[], paths: Paths<QuestionCode>): Rule[] {
  const open = inOrder(drafts.filter(({ state }) => state !== 'off'))
  const rules: Rule[] = open.map((draft, place) => ({
    ...draft,
    // Hours alone after a comma would be hours of the rule before.
    days: draft.days || (place > 0 && draft.times && !draft.dates ? 'Mo-Su' : ''),
    join: joinOf(draft, open.slice(0, place), paths),
  }))
  const closed = drafts.filter(({ state }) => state === 'off')
  for (const draft of closed)
    if (!draft.dates && !draft.times && open.some(other => contradict(other, draft)))
      paths.doubt('closed_and_open', draft)
  return [...rules, ...closed.map(draft => ({ ...draft, join: ';' as const }))]
}

const inOrder = (open: readonly Draft[]): Draft[] => {
  if (open.some(({ allYear }) => allYear)) return [...open]
  const late = ({ dates, stand }: Draft) => (stand === 'otherwise' ? 2 : dates ? 1 : 0)
  return [...open].sort((one, other) => late(one) - late(other))
}

function joinOf(draft: Draft, before: readonly Draft[], paths: Paths<QuestionCode>): Join {
  const { stand, dates, times } = draft
  if (stand === 'otherwise') return '||'
  if (stand === 'also') return ','
  const same = before.filter(other => other.dates === dates && meet(other, draft))
  const other = before.filter(other => other.dates !== dates && meet(other, draft))
  if (stand === 'only') return ';'
  if (same.length === 0 && other.length === 0)
    return before.some(({ times }) => lastsPastMidnight(times)) ? ',' : ';'
  const apart = (others: readonly Draft[]) =>
    others.every(each => times && each.times && !overlap(each.times, times))
  if (same.length > 0) {
    if (!apart(same)) return paths.pick(2, 'hours_replace', draft) === 0 ? ';' : ','
    return ','
  }
  // Other hours in some months replace those of the year; hours at another time of the day may be more of them.
  return apart(other) && paths.pick(2, 'hours_replace', draft) === 1 ? ',' : ';'
}

/** Closed on every day on which it is said to be open. */
const contradict = (open: Draft, closed: Draft): boolean =>
  open.days !== '' &&
  !open.days.includes('PH') &&
  !open.except &&
  !closed.days.includes('[') &&
  [...weekdaysIn(open.days)].every(day => weekdaysIn(closed.days).has(day))
