/** The document of the columns, read from the contract: what each is called, what it takes, what its absence means. */
import {
  type ColumnName,
  columnNamed,
  columns,
  type Holds,
  isList,
  lists,
} from '../../../api/observations/import/contract.ts'
import { labels } from '../../../api/observations/labels.codes.ts'
import { otherAreas, type Question, questionWords } from '../../../api/observations/questions.codes.ts'
import { boot } from '../../api/boot.ts'
import { Scroll } from '../../ui/Scroll.tsx'
import { words } from '../../words/imports.ts'
import { type Language, useLanguage, useWords } from '../../words/language.ts'
import type { Places } from './suggestions.ts'

/** An answer in the words of the page. */
export function answerWords(holds: Holds, value: string, language: Language, places?: Places): string {
  if (isList(holds)) return (labels[language][holds] as Record<string, string>)[value] ?? value
  if (holds === 'centre') return places?.centres.find(({ id }) => id === value)?.name ?? value
  if (holds !== 'area') return value
  if (value === 'outside' || value === 'unknown') return otherAreas[language][value]
  return boot.areas.features.find(({ id }) => id === value)?.properties.name ?? value
}
export const valueWords = (column: string, value: string, language: Language): string =>
  answerWords(columnNamed(column)!.holds, value, language)

const singleOf = new Map(columns.map(({ name, holds }) => [holds, name]))
/** What a list answers, in the words of the desk. */
export const questionOf = (holds: Holds, language: Language): string =>
  questionWords[language][singleOf.get(holds)!.replace(/\d$/, '') as Question]

/** What may be written in a column. */
export function answersOf(column: string, language: Language): string {
  const { holds } = columnNamed(column)!
  const w = words[language]
  if (isList(holds)) return lists[holds].map(code => valueWords(column, code, language)).join(' · ')
  return { day: w.anyDay, centre: w.ownCentre, area: w.anyArea, cell: w.anyCell }[holds]
}

/** The needs from the second on are like the first. */
const told = columns.filter(({ name }) => !/[2-8]$/.test(name))

export function ColumnGuide() {
  const w = useWords(words)
  const language = useLanguage()
  const say = (name: ColumnName, value: string | undefined, sentence: (value: string) => string) =>
    value === undefined ? null : <span>{sentence(valueWords(name, value, language))}</span>
  return (
    <details className="card import-document">
      <summary>
        <h2>{w.documentTitle}</h2>
      </summary>
      <p>{w.documentLead}</p>
      <p>{w.documentWithout}</p>
      <Scroll label={w.documentTitle}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{w.column}</th>
              <th scope="col">{w.code}</th>
              <th scope="col">{w.answers}</th>
            </tr>
          </thead>
          <tbody>
            {told.map(({ name, header, required, absent, empty }) => (
              <tr key={name}>
                <th scope="row">
                  {header[language]}
                  <span className="secondary import-rules">
                    {required && <strong>{w.required}</strong>}
                    {say(name, absent, w.ifAbsent)}
                    {absent !== empty && say(name, empty, w.ifEmpty)}
                  </span>
                </th>
                <td>
                  <code>{name}</code>
                </td>
                <td>{answersOf(name, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  )
}
