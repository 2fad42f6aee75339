/** What each text of the file becomes, matched once for all its rows; what is open comes first. */
import { useState } from 'react'
import { type Holds, identityWords, isList, lists } from '../../../api/observations/import/contract.ts'
import { Button } from '../../ui/Button.tsx'
import { words } from '../../words/imports.ts'
import { type Language, useLanguage, useWords } from '../../words/language.ts'
import { dayWords, today } from '../days.ts'
import { answerWords, questionOf } from './ColumnGuide.tsx'
import type { Heading } from './Columns.tsx'
import type { Places } from './suggestions.ts'
import { number } from './told.ts'
import {
  type Choice,
  dayAbove,
  leaveRows,
  nothing,
  openValues,
  type Value,
  type ValueGroup,
} from './values.ts'

type Choosing = { places: Places; onChoose: (keys: readonly string[], choice: Choice) => void }

export function Values({
  groups,
  places,
  heading,
  busy,
  keeps,
  left,
  onChoose,
  onMatch,
  onCheck,
}: Choosing & {
  groups: readonly ValueGroup[]
  heading: Heading
  busy: boolean
  /** Whether this browser can keep the choices for the next file. */
  keeps: boolean
  left: React.ReactNode
  onMatch: () => void
  onCheck: () => void
}) {
  const w = useWords(words)
  const open = openValues(groups)
  return (
    <section className="card import-values" aria-labelledby="import-result">
      <h2 id="import-result" ref={heading} tabIndex={-1}>
        {w.valuesTitle}
      </h2>
      <p className="secondary">
        {w.valuesLead} {keeps ? w.valuesKept : w.valuesNotKept}
      </p>
      <div className="import-acts">
        <Button kind="primary" busy={busy || open > 0} onClick={onCheck} aria-describedby="import-why">
          {busy ? w.checking : w.check}
        </Button>
        <Button kind="plain" onClick={onMatch}>
          {w.columnsTitle}
        </Button>
        <p id="import-why" className={open > 0 ? 'fault' : 'secondary'} role="status">
          {open > 0 ? w.openValues(open) : w.valuesReady}
        </p>
      </div>
      {groups.map(group => (
        <Group key={group.holds} {...{ group, places, onChoose }} />
      ))}
      {left}
    </section>
  )
}

function Group({ group, places, onChoose }: Choosing & { group: ValueGroup }) {
  const w = useWords(words)
  const language = useLanguage()
  const { holds, values } = group
  const title = questionOf(holds, language)
  const unsettled = values.filter(({ natural }) => natural !== 'answer')
  const answers = values.filter(({ natural }) => natural === 'answer')
  const open = unsettled.filter(({ becomes }) => becomes === null)
  const table = (listed: readonly Value[]) => (
    <ValueTable {...{ holds, places, onChoose, title }} values={listed} />
  )
  return (
    <section className="import-group" aria-label={title}>
      <h3>
        {title}
        {holds === 'day' && answers.length > 0 && (
          <span className="secondary"> · {w.days(...spanOf(answers))}</span>
        )}
      </h3>
      {open.length >= bulkFrom && (
        <p className="import-bulk">
          {w.allOpen(open.length)}
          <ChoiceSelect
            {...{ holds, places }}
            title={`${title}: ${w.allOpen(open.length)}`}
            value={{ text: 'x', becomes: null }}
            onChoose={choice =>
              onChoose(
                open.map(({ key }) => key),
                choice,
              )
            }
          />
        </p>
      )}
      {unsettled.length > 0 && table(unsettled)}
      {holds !== 'day' && answers.length > 0 && (
        <details>
          <summary>
            {w.recognised(
              answers.length,
              answers
                .slice(0, 6)
                .map(({ text }) => text || w.emptyCell)
                .join(' · '),
            )}
          </summary>
          {table(answers)}
        </details>
      )}
    </section>
  )
}

/** So many open texts of one list are offered one choice for all. */
const bulkFrom = 3

const spanOf = (values: readonly Value[]): [string, string] => {
  const days = values.flatMap(({ becomes }) => (becomes && /^\d/.test(becomes) ? [becomes] : [])).sort()
  return [days[0] ?? '', days.at(-1) ?? ''].map(day =>
    day ? dayWords(day, { day: 'numeric', month: 'long', year: 'numeric' }) : '',
  ) as [string, string]
}

function ValueTable({
  holds,
  values,
  places,
  title,
  onChoose,
}: Choosing & { holds: Holds; values: readonly Value[]; title: string }) {
  const w = useWords(words)
  const language = useLanguage()
  return (
    <table className="table import-stack import-value-table">
      <caption className="unseen">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{w.inFile}</th>
          <th scope="col" className="figure">
            {w.rows}
          </th>
          <th scope="col">{w.becomes}</th>
        </tr>
      </thead>
      <tbody>
        {values.map(value => {
          const { key, text, rows, row, identity, because } = value
          const shown = identity
            ? w.hidden(identityWords[identity][language], number(row))
            : text || (holds === 'unmetReason' ? w.emptyReason : w.emptyCell)
          const label = `${title}, ${shown}: ${w.becomes}`
          return (
            <tr key={key}>
              <th scope="row">{identity || !text ? <em>{shown}</em> : shown}</th>
              <td className="figure" data-label={w.rows}>
                {number(rows)}
              </td>
              <td>
                {holds === 'day' ? (
                  <DayChoice {...{ value, label }} onChoose={choice => onChoose([key], choice)} />
                ) : (
                  <ChoiceSelect
                    {...{ holds, places, value }}
                    title={label}
                    onChoose={choice => onChoose([key], choice)}
                  />
                )}{' '}
                <span className={`import-because ${because === 'open' ? 'fault' : 'secondary'}`}>
                  {w.because[because]}
                </span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

type Option = { value: Choice; label: string }
function optionsOf(holds: Holds, places: Places, language: Language): Option[] {
  const w = words[language]
  const label = (value: string): Option => ({ value, label: answerWords(holds, value, language, places) })
  const leave = { value: leaveRows, label: w.leaveRows }
  if (holds === 'request')
    return [...lists.request.map(label), { value: nothing, label: w.leaveEmpty }, leave]
  if (holds === 'needDomain' || holds === 'outcome')
    return [...lists[holds].map(label), { value: nothing, label: w.leaveNeed }, leave]
  if (isList(holds)) return [...lists[holds].map(label), leave]
  if (holds === 'area')
    return [...places.areas.map(({ id }) => label(id)), label('outside'), label('unknown'), leave]
  if (holds === 'cell') return [...places.cells.map(label), { value: nothing, label: w.leaveEmpty }, leave]
  return [label(places.centre), leave]
}

function ChoiceSelect({
  holds,
  places,
  title,
  value,
  onChoose,
}: {
  holds: Holds
  places: Places
  title: string
  value: Pick<Value, 'text' | 'becomes'>
  onChoose: (choice: Choice) => void
}) {
  const w = useWords(words)
  const language = useLanguage()
  const options = optionsOf(holds, places, language)
  const index = options.findIndex(option => option.value === value.becomes)
  return (
    <select
      className="import-select"
      aria-label={title}
      value={index}
      onChange={event => {
        const option = options[Number(event.target.value)]
        if (option) onChoose(option.value)
      }}
    >
      <option value={-1} disabled>
        {w.chooseColumn}
      </option>
      {options.map(({ value: code, label }, place) => (
        <option key={code} value={place}>
          {label}
        </option>
      ))}
    </select>
  )
}

function DayChoice({
  value: { text, becomes },
  label,
  onChoose,
}: {
  value: Value
  label: string
  onChoose: (choice: Choice) => void
}) {
  const w = useWords(words)
  const [asking, setAsking] = useState(false)
  const isDay = becomes !== null && /^\d/.test(becomes)
  const typing = asking || isDay
  return (
    <span className="import-day">
      <select
        className="import-select"
        aria-label={label}
        value={typing ? 'day' : (becomes ?? 'open')}
        onChange={({ target }) => {
          setAsking(target.value === 'day')
          if (target.value !== 'day') onChoose(target.value)
        }}
      >
        <option value="open" disabled>
          {w.chooseColumn}
        </option>
        <option value="day">{w.thisDay}</option>
        {text === '' && <option value={dayAbove}>{w.dayAbove}</option>}
        <option value={leaveRows}>{w.leaveRows}</option>
      </select>
      {typing && (
        <input
          className="import-select"
          type="date"
          aria-label={`${label}, ${w.thisDay}`}
          max={today()}
          defaultValue={isDay ? becomes : ''}
          onChange={({ target }) => target.value && onChoose(target.value)}
        />
      )}
    </span>
  )
}
