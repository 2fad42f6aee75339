/** What each column of the file becomes, said before anything is sent. */
import { columnNamed, columns, identityWords } from '../../../api/observations/import/contract.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { OmissionList } from '../../ui/OmissionList.tsx'
import { words } from '../../words/imports.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { type AccessFile, doubled, type Match, missing } from './file.ts'
import { number } from './told.tsx'

/** Nothing of the file would be left out without having been decided, and nothing identifies anybody. */
export const isResolved = (file: AccessFile, matches: readonly Match[]) =>
  !file.columns.some(column => column.identity) &&
  !matches.includes(null) &&
  !doubled(matches) &&
  missing(matches).length === 0

export type Heading = React.RefObject<HTMLHeadingElement | null>

export function Columns({
  file,
  matches,
  heading,
  busy,
  onMatch,
  onCheck,
}: {
  file: AccessFile
  matches: readonly Match[]
  heading: Heading
  busy: boolean
  onMatch: (index: number, match: Match) => void
  onCheck: () => void
}) {
  const w = useWords(words)
  const language = useLanguage()
  const identities = file.columns.filter(column => column.identity)
  const open = matches.filter(match => match === null).length
  const twice = doubled(matches)
  const absent = missing(matches)
  return (
    <section className="card" aria-labelledby="import-result">
      <h2 id="import-result" ref={heading} tabIndex={-1}>
        {identities.length > 0 ? w.identityTitle : w.columnsTitle}
      </h2>
      <p className="secondary">
        {w.columnsLead(number(file.filledRows), file.encoding, w.delimiters[file.delimiter])}
      </p>
      <OmissionList entries={file.omissions} />
      {identities.length > 0 && <Notice kind="warning">{w.identityText}</Notice>}
      <section className="import-matches">
        <table className="table import-stack">
          <thead>
            <tr>
              <th scope="col">{w.inFile}</th>
              <th scope="col">{w.examples}</th>
              <th scope="col">{w.becomes}</th>
            </tr>
          </thead>
          <tbody>
            {file.columns.map(({ place, header, examples, identity }, index) => (
              <tr key={place}>
                <th scope="row">
                  <span className="import-place">{place}</span> {header || <em>{w.unnamed}</em>}
                </th>
                {/* What may be somebody's is not put on the screen. */}
                <td className="secondary import-examples">{identity ? '' : examples.join(' · ')}</td>
                <td>
                  {identity ? (
                    <span className="fault">{w.identity(identityWords[identity][language])}</span>
                  ) : identities.length > 0 ? (
                    columnNamed(matches[index] ?? '')?.header[language]
                  ) : (
                    <select
                      className="import-select"
                      aria-label={`${place} ${header}: ${w.becomes}`}
                      value={matches[index] ?? ''}
                      onChange={event => onMatch(index, (event.target.value || null) as Match)}
                    >
                      <option value="">{w.chooseColumn}</option>
                      <option value="ignore">{w.ignore}</option>
                      {columns.map(column => (
                        <option key={column.name} value={column.name}>
                          {column.header[language]}
                        </option>
                      ))}
                    </select>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {identities.length === 0 && (
        <div className="import-acts">
          <Button
            kind="primary"
            busy={busy || !isResolved(file, matches)}
            onClick={onCheck}
            aria-describedby="import-why"
          >
            {busy ? w.checking : w.check}
          </Button>
          <p id="import-why" className="secondary">
            {open > 0
              ? w.unresolved(open)
              : twice
                ? w.doubled(twice.header[language])
                : absent.length > 0
                  ? w.missing(absent.map(column => column.header[language]).join(', '))
                  : ''}
          </p>
        </div>
      )}
    </section>
  )
}
