/** A view on an A4 page, made and not photographed: headline, map, table, definitions, receipt, code of the address. */
import type { Statement } from '../view/statement.ts'
import type { StatementWords } from '../words/statement.ts'
import { codeOf } from './code.ts'
import { Drawn } from './Drawn.tsx'
import { fewDefinitions, looseRows, mapOnPaper, printedRows, termsOnPaper } from './onPaper.ts'
import { legendOf, swatchOf } from './picture/legend.ts'
import type { Picture } from './picture/picture.ts'
import { planOf } from './picture/plan.ts'
import type { Plan } from './picture/shapes.ts'
import type { Provenance } from './provenance.ts'
import { CellTold } from './Table.tsx'
import { isNumeric, nameOf } from './tell.ts'

export type PaperProps = {
  statement: Statement
  /** With its tiles, where it has any. */
  picture: Picture | null
  from: Provenance
  w: StatementWords
  /** In a dossier a page is a chapter under the title of the whole. */
  chapter?: number
}

export function Paper({ statement, picture, from, w, chapter }: PaperProps) {
  const plan = picture ? planOf(picture, statement, mapOnPaper(statement), w) : undefined
  const { shown, cut } = printedRows(statement)
  const terms = termsOnPaper(statement, w)
  const Heading = chapter === undefined ? 'h1' : 'h2'
  const Part = chapter === undefined ? 'h2' : 'h3'
  return (
    <article className={statement.sheet ? 'paper paper-sheet' : 'paper'}>
      {chapter === undefined && <Letterhead from={from} w={w} />}
      {statement.hypothesis && (
        <p className="paper-hypothesis">
          <b>{w.hypothesis}</b> {statement.hypothesis}
        </p>
      )}
      <Heading>{statement.title}</Heading>
      {statement.note && <p className="paper-note">{statement.note}</p>}
      {plan && picture && <PaperMap {...{ plan, picture, statement, w }} />}
      <table className={`paper-table${shown.length > looseRows ? ' paper-dense' : ''}`}>
        <thead>
          <tr>
            {statement.columns.map(({ key, name, unit }) => (
              <th key={key} scope="col" className={isNumeric(statement, key) ? 'figure' : undefined}>
                {name}
                {unit && unit.toLowerCase() !== name.toLowerCase() && <small>{unit}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(row => (
            <tr key={row.id} className={row.summary ? 'paper-summary' : undefined}>
              {statement.columns.map(({ key }, index) =>
                index === 0 ? (
                  <th key={key} scope="row">
                    {nameOf(statement, row, w)}
                  </th>
                ) : (
                  <td key={key} className={isNumeric(statement, key) ? 'figure' : undefined}>
                    <CellTold cell={row.cells[key]} w={w} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {cut !== null && <p className="paper-small">{w.firstRows(cut.shown, cut.of)}</p>}
      <p className="paper-context">{w.context}</p>
      <div className={`paper-end${terms.length > fewDefinitions ? ' paper-many' : ''}`}>
        <section className="paper-definitions">
          <Part>{w.definitions}</Part>
          <dl>
            {terms.map(({ term, text }) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section className="paper-receipt">
          <Code address={from.address} label={w.openHere} />
          <div>
            <Part>{w.receipt}</Part>
            {statement.sources.map(source => (
              <p key={source}>{source}</p>
            ))}
            <p className="paper-address">{from.address}</p>
            <p>{w.printedOn(w.day(from.day))}</p>
          </div>
        </section>
      </div>
    </article>
  )
}

export const Letterhead = ({ from, w }: { from: Provenance; w: StatementWords }) => (
  <header className="paper-head">
    <b>{w.product}</b>
    {from.demonstration && <span>{w.demonstration}</span>}
  </header>
)

type MapProps = { plan: Plan; picture: Picture; statement: Statement; w: StatementWords }

function PaperMap({ plan, picture, statement, w }: MapProps) {
  const legend = legendOf(picture, w)
  return (
    <figure className="paper-map">
      <Drawn plan={plan} label={w.mapOf(statement.title)} />
      {legend.length > 0 && (
        <figcaption>
          <b>{picture.scale}</b>
          {legend.map(line => {
            const { text, heading, note } = line
            return note ? (
              <span key={text}>{text}</span>
            ) : heading ? (
              <b key={text} className="paper-scale">
                {text}
              </b>
            ) : (
              <span key={text}>
                <Drawn plan={swatchOf(line)} label="" />
                {text}
              </span>
            )
          })}
        </figcaption>
      )}
    </figure>
  )
}

export function Code({ address, label }: { address: string; label: string }) {
  const { side, d } = codeOf(address)
  return (
    <figure className="paper-code">
      <svg viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges" role="img" aria-label={label}>
        <path d={d} />
      </svg>
      <figcaption>{label}</figcaption>
    </figure>
  )
}
