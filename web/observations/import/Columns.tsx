/** What each column of the file becomes, said before anything is sent. */
import { columns, identityWords } from '../../../api/observations/import/contract.ts'
import { Button } from '../../ui/Button.tsx'
import { words } from '../../words/imports.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import type { AccessFile } from './file.ts'
import { doubled, type FileColumn, isResolved, type Match, missing } from './matching.ts'
import { isFilled } from './rows.ts'
import { number } from './told.ts'

export type Heading = React.RefObject<HTMLHeadingElement | null>

export function Columns({
  file,
  fileColumns,
  matches,
  heading,
  busy,
  onMatch,
  onCheck,
}: {
  file: AccessFile
  fileColumns: readonly FileColumn[]
  matches: readonly Match[]
  heading: Heading
  busy: boolean
  onMatch: (index: number, match: Match) => void
  onCheck: () => void
}) {
  const w = useWords(words)
  const language = useLanguage()
  const open = matches.filter(match => match === null).length
  const twice = doubled(matches)
  const absent = missing(matches)
  const rows = number(file.rows.filter(isFilled).length)
  return (
    <section className="card" aria-labelledby="import-result">
      <h2 id="import-result" ref={heading} tabIndex={-1}>
        {w.columnsTitle}
      </h2>
      <p className="secondary">
        {file.source.kind === 'text'
          ? w.textLead(rows, file.source.encoding, w.delimiters[file.source.delimiter])
          : w.sheetLead(rows, file.source.name)}
      </p>
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
            {fileColumns.map(({ place, header, examples, identity }, index) => (
              <tr key={place}>
                <th scope="row">
                  <span className="import-place">{place}</span> {header || <em>{w.unnamed}</em>}
                </th>
                {/* What may be somebody's is not put on the screen. */}
                <td className="secondary import-examples">{examples.join(' · ')}</td>
                <td>
                  {identity ? (
                    w.leftIdentity(identityWords[identity][language])
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
      <div className="import-acts">
        <Button
          kind="primary"
          busy={busy || !isResolved(matches)}
          onClick={onCheck}
          aria-describedby="import-why"
        >
          {busy ? w.checking : w.toValues}
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
    </section>
  )
}
