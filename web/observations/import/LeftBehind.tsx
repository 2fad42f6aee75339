/** What of the file stays in this browser: columns, rows, and what stood twice or where nothing is asked. */
import { identityWords } from '../../../api/observations/import/contract.ts'
import { OmissionList } from '../../ui/OmissionList.tsx'
import { words } from '../../words/imports.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import type { AccessFile } from './file.ts'
import type { FileColumn, Match } from './matching.ts'
import type { LeftBehind as Left } from './outgoing.ts'
import { number } from './told.ts'

/** Rows that are named one by one. */
const mostNamed = 8

export function LeftBehind({
  file: { source },
  fileColumns,
  matches,
  left,
}: {
  file: AccessFile
  fileColumns: readonly FileColumn[]
  matches: readonly Match[]
  left: Left
}) {
  const w = useWords(words)
  const language = useLanguage()
  const columns = fileColumns.filter(({ isEmpty }, index) => matches[index] === 'ignore' && !isEmpty)
  const named = (rows: readonly number[]) =>
    rows.length > mostNamed
      ? `${rows.slice(0, mostNamed).map(number).join(', ')}…`
      : rows.map(number).join(', ')
  const ofRows = (['blank', 'hidden', 'title', 'total', 'needless', 'chosen'] as const).flatMap(kind =>
    left[kind].length === 0
      ? []
      : [
          kind === 'blank'
            ? w.leftRows.blank(left.blank.length)
            : `${w.leftRows[kind](left[kind].length)} (${named(left[kind])})`,
        ],
  )
  const omissions = source.kind === 'sheet' ? source.omissions : []
  const lines = columns.length + ofRows.length + omissions.length + left.repeatedNeeds + left.reasons
  if (lines === 0) return null
  return (
    <section className="import-left" aria-label={w.leftTitle}>
      <h3>{w.leftTitle}</h3>
      <ul>
        {columns.map(({ place, header, identity }) => (
          <li key={place}>
            <span className="import-place">{place}</span> {header || w.unnamed}:{' '}
            {identity ? w.leftIdentity(identityWords[identity][language]) : w.leftText}
          </li>
        ))}
        {ofRows.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
        {left.repeatedNeeds > 0 && <li>{w.repeatedNeeds(left.repeatedNeeds)}</li>}
        {left.reasons > 0 && <li>{w.reasonsLeft(left.reasons)}</li>}
      </ul>
      <OmissionList entries={omissions} />
    </section>
  )
}
