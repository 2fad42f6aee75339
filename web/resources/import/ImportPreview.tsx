/** What a file would become: its columns, the words of its types, the first rows, and every reason with its rows. */
import type { RefObject } from 'react'
import { resourceGroupNames } from '../../../api/resources/codes.ts'
import {
  importFields,
  type ResourceImportReport,
  type RowFault,
  rowFaultWords,
  rowFilters,
} from '../../../api/resources/import/contract.ts'
import { type ResourceType, resourceGroups } from '../../../api/resources/types.codes.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { OmissionList } from '../../ui/OmissionList.tsx'
import { Scroll } from '../../ui/Scroll.tsx'
import { type Language, locale, useLanguage, useWords } from '../../words/language.ts'
import { words } from '../../words/resourceImports.ts'
import { words as resourceWords } from '../../words/resources.ts'
import { ImportHours } from './ImportHours.tsx'
import type { Choices } from './send.ts'

type Words = (typeof words)[Language]
const number = (value: number) => value.toLocaleString(locale())

export const fieldWord = (field: string | null, w: Words): string =>
  field === null ? '' : field === 'geometry' ? w.onMap : (w.fields[field as keyof Words['fields']] ?? field)

/** What a fault says beyond its kind: where, what was masked or moved, what the file writes. */
export function detailOf({ at, kinds, text }: RowFault, w: Words): string {
  const parts = [at, kinds?.map(kind => w.kinds[kind]).join(', '), text && w.written(text)]
  const said = parts.filter(Boolean).join(' · ')
  return said && ` (${said})`
}

/** The report as the rows of a table: one for each thing said of a row. */
export function linesOf(lines: ResourceImportReport['lines'], w: Words, language: Language): string[][] {
  const state = {
    waiting: w.filter.doubts,
    duplicate: w.filter.duplicates,
    accepted: w.filter.accepted,
    refused: w.filter.refused,
    skipped: w.filter.skipped,
  }
  return [
    [w.row, w.name, w.state, w.field, w.why],
    ...lines.flatMap(({ row, name, state: at, faults, similar, sameRow }) => {
      const said = [
        ...faults.map(fault => [
          fieldWord(fault.field, w),
          `${rowFaultWords[fault.code][language]}${detailOf(fault, w)}`,
        ]),
        ...(similar ? [['', w.similar(similar)]] : []),
        ...(sameRow !== null && at === 'duplicate' ? [['', w.sameRow(sameRow)]] : []),
      ]
      return said.map(each => [String(row), name, state[at], ...each])
    }),
  ]
}

/** The types of the census under their groups. */
export function TypeOptions() {
  const r = useWords(resourceWords)
  return resourceGroupNames.map(group => (
    <optgroup key={group} label={r.groups[group]}>
      {resourceGroups[group].map(type => (
        <option key={type} value={type}>
          {r.types[type]}
        </option>
      ))}
    </optgroup>
  ))
}

type Props = {
  report: ResourceImportReport
  choices: Choices
  busy: boolean
  heading: RefObject<HTMLHeadingElement | null>
  change: (next: Partial<Choices>) => void
  onReport: () => void
  onLoad: () => void
}

export function ImportPreview(props: Props) {
  const { report, choices, busy, heading, change, onReport, onLoad } = props
  const w = useWords(words)
  const r = useWords(resourceWords)
  const language = useLanguage()
  const { columns, otherwise, types, source, licence, ids } = choices
  const waiting = report.rows - report.counts.skipped
  const shownWords = report.words.filter(
    ({ word, type }, index) => type === null || types[word] || index < 40,
  )
  return (
    <section
      className={`rimport-preview ${busy ? 'rimport-dimmed' : ''}`}
      aria-labelledby="rimport-preview"
      aria-busy={busy}
    >
      <div className="card">
        <h2 id="rimport-preview" ref={heading} tabIndex={-1}>
          {w.previewTitle}
        </h2>
        <p className="secondary">{w.found(w.formats[report.format] ?? report.format, report.rows)}</p>
        <OmissionList entries={report.omissions} />
        <h3>{w.outcome}</h3>
        <ul className="rimport-outcome">
          {rowFilters
            .filter(name => report.counts[name] > 0)
            .map(name => (
              <li key={name} data-filter={name}>
                <b>{number(report.counts[name])}</b> {w.filter[name]}
              </li>
            ))}
        </ul>
        {(report.ids.doubtful || ids !== '') && (
          <Notice kind="warning">
            <b>{w.idsTitle}.</b> {w.idsDoubt(report.ids.others, report.ids.met)}
            <ul>
              {report.ids.examples.map(({ row, name, there }) => (
                <li key={row}>{w.idExample(row, name ?? w.noName, there)}</li>
              ))}
            </ul>
            <fieldset className="rimport-ids">
              <legend className="unseen">{w.idsTitle}</legend>
              {(['ignore', 'take'] as const).map(choice => (
                <label key={choice}>
                  <input
                    type="radio"
                    name="rimport-ids"
                    checked={ids === '' ? choice === 'ignore' : ids === choice}
                    onChange={() => change({ ids: choice })}
                  />{' '}
                  {choice === 'ignore' ? w.idsIgnore : w.idsTake}
                </label>
              ))}
            </fieldset>
          </Notice>
        )}
        {report.reasons.length > 0 && (
          <details>
            <summary>
              {w.reasons} ({report.reasons.length})
            </summary>
            <Scroll label={w.reasons}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{w.why}</th>
                    <th scope="col">{w.field}</th>
                    <th scope="col" className="figure">
                      {w.rows}
                    </th>
                    <th scope="col">{w.examplesRows}</th>
                  </tr>
                </thead>
                <tbody>
                  {report.reasons.map(({ code, field, rows, examples }) => (
                    <tr key={`${code} ${field}`}>
                      <th scope="row">{rowFaultWords[code][language]}</th>
                      <td>{fieldWord(field, w)}</td>
                      <td className="figure">{number(rows)}</td>
                      <td className="secondary">{examples.join(', ')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
            <Button kind="plain" onClick={onReport}>
              {w.download}
            </Button>
          </details>
        )}
        <div className="rimport-source">
          <label className="field">
            {w.source}
            <input
              value={source}
              maxLength={300}
              aria-describedby="rimport-source-hint"
              onChange={event => change({ source: event.target.value })}
            />
            <small id="rimport-source-hint" className="secondary">
              {w.sourceHint}
            </small>
          </label>
          <label className="field">
            {w.licence}
            <input
              value={licence}
              maxLength={200}
              aria-describedby="rimport-licence-hint"
              onChange={event => change({ licence: event.target.value })}
            />
            <small id="rimport-licence-hint" className="secondary">
              {w.licenceHint}
            </small>
          </label>
        </div>
        <p className="rimport-acts">
          <Button
            kind="primary"
            busy={busy}
            aria-disabled={source.trim() === '' || waiting === 0 || undefined}
            aria-describedby={source.trim() === '' ? 'rimport-why' : undefined}
            onClick={() => source.trim() !== '' && waiting > 0 && onLoad()}
          >
            {w.load}
          </Button>
          {source.trim() === '' && (
            <span id="rimport-why" className="secondary">
              {w.needSource}
            </span>
          )}
        </p>
      </div>

      <div className="card">
        <h3>{w.columns}</h3>
        <ul className="rimport-matches">
          {report.columns.map(({ column, field, examples }) => (
            <li key={column}>
              <span>
                <b>{column}</b>
                <small className="secondary">{examples.join(' · ')}</small>
              </span>
              <select
                aria-label={`${column}: ${w.becomes}`}
                value={field ?? ''}
                onChange={event =>
                  change({ columns: { ...columns, [column]: (event.target.value || null) as typeof field } })
                }
              >
                <option value="">{w.ignored}</option>
                {importFields.map(name => (
                  <option key={name} value={name}>
                    {w.fields[name]}
                  </option>
                ))}
              </select>
            </li>
          ))}
        </ul>
      </div>

      <ImportHours report={report} hours={choices.hours} change={hours => change({ hours })} />

      <div className="card">
        <h3>{w.types}</h3>
        <p className="secondary">{w.typesLead}</p>
        <ul className="rimport-matches">
          {(report.untyped > 0 || otherwise !== '') && (
            <li>
              <span>
                <b>{w.otherwise}</b>
                <small className="secondary">{w.untyped(report.untyped)}</small>
              </span>
              <select
                aria-label={w.otherwise}
                value={otherwise}
                onChange={event => change({ otherwise: event.target.value as ResourceType | '' })}
              >
                <option value="">{w.chooseType}</option>
                <TypeOptions />
              </select>
            </li>
          )}
          {shownWords.map(({ word, rows, type }) => (
            <li key={word}>
              <span>
                <b>{word}</b> <small className="secondary">{number(rows)}</small>
              </span>
              <select
                aria-label={`${word}: ${w.type}`}
                value={types[word] ?? type ?? ''}
                onChange={event => {
                  const { [word]: _before, ...others } = types
                  const chosen = event.target.value as ResourceType | ''
                  change({ types: chosen ? { ...others, [word]: chosen } : others })
                }}
              >
                <option value="">{w.chooseType}</option>
                <TypeOptions />
              </select>
            </li>
          ))}
        </ul>
        {shownWords.length < report.words.length && (
          <p className="secondary">{w.typesShown(shownWords.length, report.words.length)}</p>
        )}
      </div>

      <div className="card">
        <h3>{w.sample}</h3>
        {report.sample.length === 0 ? (
          <p className="secondary">{w.sampleNone}</p>
        ) : (
          <Scroll label={w.sample}>
            <table className="table rimport-sample">
              <thead>
                <tr>
                  <th scope="col">{w.name}</th>
                  <th scope="col">{w.type}</th>
                  <th scope="col">{w.fields.address}</th>
                  <th scope="col">{w.onMap}</th>
                  <th scope="col">{w.fields.openingHours}</th>
                  <th scope="col">{w.fields.phone}</th>
                </tr>
              </thead>
              <tbody>
                {report.sample.map((entry, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a file have their place and nothing else
                  <tr key={index}>
                    <th scope="row">{entry.name ?? <em>{w.noName}</em>}</th>
                    <td>{entry.type ? r.types[entry.type] : <em>{w.noType}</em>}</td>
                    <td>{entry.address}</td>
                    <td>
                      {entry.geometry?.type === 'Point'
                        ? [...entry.geometry.coordinates]
                            .reverse()
                            .map(degrees => degrees.toFixed(4))
                            .join(', ')
                        : entry.geometry?.type}
                    </td>
                    <td>{entry.openingHours}</td>
                    <td>{entry.phone}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
      </div>
    </section>
  )
}
