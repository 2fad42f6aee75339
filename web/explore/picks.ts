/** What the box of the rail finds: needs and types of service by their first letters, one slip of the pen forgiven. Pure. */
import { type NeedGroup, needGroups } from '../../api/disclosure/codes.ts'
import { type ResourceType, resourceTypes } from '../../api/resources/types.codes.ts'
import { findNeeds } from '../observations/needs.ts'
import { plain } from '../view/select.ts'
import type { Language } from '../words/language.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { needOfType } from './gap/services.ts'

export type Pick = {
  key: string
  need: NeedGroup | null
  service: ResourceType | null
  label: string
  /** The word that was recognised, or the need under which a service is looked at. */
  note: string | null
}

/** Letters to add, take away, change or swap; beyond one it no longer matters how many. */
export function slips(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j]!, before[j - 2]! + 1)
    }
    ;[before, row] = [row, next]
  }
  return row[b.length]!
}
/** Whether what was typed begins the word but for a slip; short beginnings are taken as they are. */
const nearly = (word: string, typed: string): boolean => {
  if (typed.length < 4) return false
  const allowed = typed.length < 8 ? 1 : 2
  return [-1, 0, 1].some(more => slips(word.slice(0, typed.length + more), typed) <= allowed)
}

/** 0: it begins so; 1: one of its words does; 2: but for a slip; null: not at all. */
function rankOf(label: string, typed: string): 0 | 1 | 2 | null {
  const text = plain(label)
  if (text.startsWith(typed)) return 0
  const parts = text.split(/[^\p{L}\p{N}]+/u)
  if (parts.some(part => part.startsWith(typed))) return 1
  return parts.some(part => nearly(part, typed)) ? 2 : null
}

export function picks(typed: string, language: Language, allNeeds: string): Pick[] {
  const sought = plain(typed.trim())
  const labels = vocabulary[language].needGroup
  const types = resourceWords[language].types
  const ofNeed = (need: NeedGroup, note: string | null = null): Pick => ({
    key: need,
    need,
    service: null,
    label: labels[need],
    note,
  })
  if (sought === '')
    return [
      { key: 'all', need: null, service: null, label: allNeeds, note: null },
      ...needGroups.map(need => ofNeed(need)),
    ]
  const bySynonym = findNeeds(sought, language).map(({ domain, by }) => ({
    need: needGroups.find(group => group === domain) ?? ('protected' as const),
    by: by ?? (labels[domain as NeedGroup] ? null : vocabulary[language].needDomain[domain]),
  }))
  const needs = needGroups.flatMap(need => {
    const label = rankOf(labels[need], sought)
    const synonym = bySynonym.find(one => one.need === need)
    const rank = label ?? (synonym ? 1 : null)
    return rank === null
      ? []
      : [{ rank, order: 0, pick: ofNeed(need, label === 0 ? null : (synonym?.by ?? null)) }]
  })
  const services = resourceTypes.flatMap(type => {
    const rank = rankOf(types[type], sought)
    const need = needOfType(type)
    return rank === null
      ? []
      : [{ rank, order: 1, pick: { key: type, need, service: type, label: types[type], note: labels[need] } }]
  })
  return [...needs, ...services]
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ pick }) => pick)
    .slice(0, 8)
}
