/** The questions of the desk in their order, with the answers that are legal on a day and the key of each. */
import {
  ageBands,
  citizenships,
  genders,
  households,
  type incomeSupports,
  incomeSupportValidity,
  known,
  lastVisits,
  outcomes,
  unmetReasons,
} from '../../api/observations/contract.ts'
import type { Option } from '../ui/Choice.tsx'
import type { Language } from '../words/language.ts'
import { words as desk } from '../words/observations.ts'
import { words as vocabulary } from '../words/vocabulary.ts'

export const questionNames = [
  'residenceArea',
  'lastVisit',
  'ageBand',
  'gender',
  'citizenship',
  'household',
  'incomeSupport',
  'knownToService',
] as const
export type QuestionName = (typeof questionNames)[number]

type AreaName = { id: string; name: string }
const unknownKeys = ['?', "'"] // the same key with and without Shift on an Italian keyboard
/** Keys of a list in order; `n` is left to the new access, `0` to what is unknown. */
export const inOrder = [...'123456789abcdefghijklmopqrstuvwxyz']

const options = <T extends string>(
  codes: readonly T[],
  labels: Record<T, string>,
  keys: (code: T, index: number) => readonly string[],
): Option<T>[] => codes.map((value, index) => ({ value, label: labels[value], keys: keys(value, index) }))

const numbered = (code: string, index: number) => (code === 'unknown' ? unknownKeys : [inOrder[index]!])

/** Keys where digits mean something else on the same screen. */
export const letters = [...'abcdefghijklmopqrstuvwxyz']

/** @param keys of the areas in their order, and of «elsewhere» after them */
export function areaOptions(
  areas: readonly AreaName[],
  language: Language,
  keys: readonly string[] = inOrder,
): Option<string>[] {
  const w = desk[language]
  return [
    ...areas.map(({ id, name }, index) => ({ value: id, label: name, keys: [keys[index] ?? ''] })),
    { value: 'outside', label: w.outside, keys: [keys[areas.length] ?? ''] },
    {
      value: 'unknown',
      label: w.unknownArea,
      keys: keys === inOrder ? ['0', ...unknownKeys] : [keys[areas.length + 1] ?? ''],
    },
  ]
}

export function inForce(code: (typeof incomeSupports)[number], day: string): boolean {
  const { from, to } = incomeSupportValidity[code] ?? {}
  return (from === undefined || from <= day) && (to === undefined || day <= to)
}

const incomeKeys = { adi: 'a', sfl: 's', rdc_historic: 'r', none: 'n', other: 'o', unknown: '?' }
const incomeOrder = ['adi', 'sfl', 'rdc_historic', 'none', 'other', 'unknown'] as const

export function questionOptions(
  name: QuestionName,
  { areas, day, language }: { areas: readonly AreaName[]; day: string; language: Language },
): Option<string>[] {
  const labels = vocabulary[language]
  switch (name) {
    case 'residenceArea':
      return areaOptions(areas, language)
    case 'lastVisit':
      return options(lastVisits, labels.lastVisit, numbered)
    case 'ageBand':
      return options(ageBands, labels.ageBand, numbered)
    case 'gender': {
      const letters = { it: { F: 'd', M: 'u', other_ns: 'a' }, en: { F: 'w', M: 'm', other_ns: 'o' } }[
        language
      ]
      return options(genders, labels.gender, (code, index) => [inOrder[index]!, letters[code]])
    }
    case 'citizenship':
      return options(citizenships, labels.citizenship, numbered)
    case 'household':
      return options(households, labels.household, numbered)
    case 'incomeSupport':
      return options(
        incomeOrder.filter(code => inForce(code, day)),
        labels.incomeSupport,
        code => (code === 'unknown' ? unknownKeys : [incomeKeys[code]]),
      )
    case 'knownToService':
      return options(known, labels.known, code =>
        code === 'unknown'
          ? unknownKeys
          : code === 'no'
            ? ['n']
            : language === 'it'
              ? ['s', 'y']
              : ['y', 's'],
      )
  }
}

/** The last outcome is the unmet one, with the key 0. */
export const outcomeOptions = (language: Language) =>
  options(outcomes, vocabulary[language].outcome, (code, index) => [code === 'unmet' ? '0' : inOrder[index]!])

export const reasonOptions = (language: Language) =>
  options(unmetReasons, vocabulary[language].unmetReason, (_code, index) => [inOrder[index]!])
