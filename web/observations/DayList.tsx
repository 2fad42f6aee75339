/** The accesses of one day, each to be corrected or taken back while its month is open. */
import type { AccessRecord, StoredAccess } from '../../api/observations/contract.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { words as offlineWords } from '../words/offline.ts'
import { words as vocabulary } from '../words/vocabulary.ts'

type Props = {
  title: string
  /** Said when there is none. */
  empty: string
  accesses: readonly StoredAccess[]
  /** Of the same day, recorded in this browser and not yet with the server. */
  waiting: readonly AccessRecord[]
  areaName: (id: string) => string
  /** The id of the access in the form; meanwhile the others wait. */
  correcting: string | undefined
  onCorrect: (access: StoredAccess) => void
  onAnnul: (access: AccessRecord) => void
}

export function DayList(props: Props) {
  const { title, empty, accesses, waiting, areaName, correcting, onCorrect, onAnnul } = props
  const w = useWords(words)
  const labels = useWords(vocabulary)
  const { isWaiting } = useWords(offlineWords)
  const total = accesses.length + waiting.length
  return (
    <Card title={`${title} · ${total}`}>
      {total === 0 ? (
        <p className="secondary">{empty}</p>
      ) : (
        <ol className="day-list">
          {waiting.toReversed().map(access => {
            const need = labels.needDomain[access.needs[0]!.domain]
            const what = `${need} · ${areaName(access.residenceArea)}`
            return (
              <li key={access.id}>
                <strong>{need}</strong> · {areaName(access.residenceArea)}
                <span className="secondary">{isWaiting}</span>
                {!correcting && (
                  <span className="day-acts">
                    <Button kind="plain" aria-label={`${w.annul}: ${what}`} onClick={() => onAnnul(access)}>
                      {w.annul}
                    </Button>
                  </span>
                )}
              </li>
            )
          })}
          {accesses.map(access => {
            const need = labels.needDomain[access.needs[0]!.domain]
            const what = `${need} · ${areaName(access.residenceArea)}`
            return (
              <li key={access.id} className={access.id === correcting ? 'day-corrected' : ''}>
                <strong>{need}</strong> · {areaName(access.residenceArea)}
                <span className="secondary">
                  {labels.outcome[access.needs[0]!.outcome]}
                  {access.needs.length > 1 && ` · ${w.moreNeeds(access.needs.length - 1)}`}
                </span>
                {access.id === correcting && <span className="secondary">{w.beingCorrected}</span>}
                {!correcting && access.open && (
                  <span className="day-acts">
                    <Button
                      kind="plain"
                      data-correct=""
                      aria-label={`${w.correct}: ${what}`}
                      onClick={() => onCorrect(access)}
                    >
                      {w.correct}
                    </Button>
                    <Button kind="plain" aria-label={`${w.annul}: ${what}`} onClick={() => onAnnul(access)}>
                      {w.annul}
                    </Button>
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
