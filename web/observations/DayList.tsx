/** What was recorded of one day, a line for each access and group, to be corrected or taken back while its month is open. */
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { words as offlineWords } from '../words/offline.ts'
import { words as tally } from '../words/tally.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { useActivityNames } from './activities.ts'
import { isGroup, type Recordable } from './queue.ts'
import { sizeOf } from './tally.ts'
import type { Kept } from './week.ts'

type Props = {
  title: string
  /** Said when there is none. */
  empty: string
  loading: boolean
  records: readonly Kept[]
  /** Of the same day, recorded in this browser and not yet with the server. */
  waiting: readonly Recordable[]
  areaName: (id: string) => string
  /** The id of the access in the form; meanwhile the others wait. */
  correcting: string | undefined
  onCorrect: (record: Kept) => void
  onAnnul: (record: Recordable) => void
}

export function DayList(props: Props) {
  const { title, empty, loading, records, waiting, correcting, onCorrect, onAnnul } = props
  const w = useWords(words)
  const { isWaiting } = useWords(offlineWords)
  const told = useTelling(props)
  const all = [...waiting, ...records]
  const groups = all.filter(isGroup).length
  const taking = (record: Recordable, name: string) => (
    <Button kind="plain" aria-label={`${w.annul}: ${name}`} onClick={() => onAnnul(record)}>
      {w.annul}
    </Button>
  )
  return (
    <Card title={`${title} · ${w.listCount(all.length - groups, groups)}`} className="day-card">
      {all.length === 0 ? (
        <p className="secondary day-list">{loading ? w.loading : empty}</p>
      ) : (
        <ol className="day-list">
          {waiting.toReversed().map(record => {
            const { what, more } = told(record)
            return (
              <li key={record.id}>
                <strong>{what}</strong>
                <span className="secondary">{more}</span>
                <span className="secondary">{isWaiting}</span>
                {!correcting && <span className="day-acts">{taking(record, what)}</span>}
              </li>
            )
          })}
          {records.map(record => {
            const { what, more } = told(record)
            return (
              <li key={record.id} className={record.id === correcting ? 'day-corrected' : ''}>
                <strong>{what}</strong>
                <span className="secondary">{more}</span>
                {record.id === correcting && <span className="secondary">{w.beingCorrected}</span>}
                {!correcting && record.open && (
                  <span className="day-acts">
                    <Button
                      kind="plain"
                      data-correct=""
                      aria-label={`${w.correct}: ${what}`}
                      onClick={() => onCorrect(record)}
                    >
                      {w.correct}
                    </Button>
                    {taking(record, what)}
                  </span>
                )}
              </li>
            )
          })}
        </ol>
      )}
    </Card>
  )
}

/** Enough of the answers to tell two accesses apart for who recorded them: no more is kept for it, no time either. */
function useTelling({ records, waiting, areaName }: Props) {
  const w = useWords(words)
  const g = useWords(tally)
  const labels = useWords(vocabulary)
  const nameOf = useActivityNames([...waiting, ...records].filter(isGroup))
  return (record: Recordable): { what: string; more: string } => {
    if (isGroup(record)) {
      const of = nameOf(record) ?? (record.activity && g.activityUnnamed)
      const theme = record.needDomain && labels.needDomain[record.needDomain]
      return {
        what: [g.group, of ?? theme].filter(Boolean).join(' · '),
        more: g.size(sizeOf(record.participants)),
      }
    }
    const { needs, residenceArea, ageBand, gender, household, knownToService } = record
    const [need] = needs
    return {
      what: `${labels.needDomain[need!.domain]} · ${areaName(residenceArea)}`,
      more: [
        labels.ageBand[ageBand],
        labels.gender[gender],
        labels.household[household],
        w.knownShort[knownToService],
        labels.outcome[need!.outcome],
        needs.length > 1 && w.moreNeeds(needs.length - 1),
      ]
        .filter(Boolean)
        .join(' · '),
    }
  }
}
