/** A closed period measured once more: what is taken out of its records first, why, and the signature. */
import { useState } from 'react'
import { channels } from '../../api/observations/codes.ts'
import { boot } from '../api/boot.ts'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/useAnswer.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/publication.ts'
import { words as territory } from '../words/territory.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import { type Act, Refused, useAct } from './act.tsx'
import { ReasonField, tooShort } from './ReasonField.tsx'

const wrongs = ['nothing', 'doubled', 'all'] as const

export function Errata({ period, onDone, onClose }: Act) {
  const w = useWords(words)
  const { periodName } = useWords(territory)
  const channelNames = useWords(vocabulary).channel
  const { data: seats } = useAnswer('listCentres', { query: {} })
  const [wrong, setWrong] = useState<(typeof wrongs)[number] | null>(null)
  const [centre, setCentre] = useState('')
  const [channel, setChannel] = useState<(typeof channels)[number] | ''>('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const short = tooShort(reason)
  const incomplete = wrong === null || (wrong !== 'nothing' && centre === '')
  const annul =
    wrong === null || wrong === 'nothing' ? undefined : { which: wrong, centre, ...(channel && { channel }) }
  const { busy, problem, go } = useAct(
    () => call('publishErrata', { params: { period: period.id }, body: { reason, ...(annul && { annul }) } }),
    onDone,
  )
  return (
    <Dialog
      title={w.errataTitle(periodName(period.id))}
      onClose={onClose}
      actions={
        <Button
          kind="primary"
          busy={busy}
          onClick={() => {
            setTried(true)
            if (!short && !incomplete) void go()
          }}
        >
          {annul ? w.signAnnulling : w.signErrata}
        </Button>
      }
    >
      <div className="act-form">
        <p>{w.errataMeans}</p>
        <fieldset className="errata-wrong" aria-describedby="errata-wrong">
          <legend>{w.wrongTitle}</legend>
          {wrongs.map((each, n) => (
            <label key={each}>
              <input
                type="radio"
                name="wrong"
                data-first={n === 0 ? true : undefined}
                checked={wrong === each}
                onChange={() => setWrong(each)}
              />
              <span>
                {w.wrongs[each]} <small className="secondary">{w.wrongMeans[each]}</small>
              </span>
            </label>
          ))}
        </fieldset>
        {annul && (
          <div className="row">
            <label className="field">
              {w.ofCentre}
              <select value={centre} onChange={event => setCentre(event.target.value)}>
                <option value="">{w.chooseCentre}</option>
                {seats?.features.map(({ properties }) => (
                  <option key={properties.id} value={properties.id}>
                    {properties.name}
                  </option>
                ))}
              </select>
            </label>
            <label className="field">
              {w.throughChannel}
              <select value={channel} onChange={event => setChannel(event.target.value as typeof channel)}>
                <option value="">{w.allChannels}</option>
                {channels.map(each => (
                  <option key={each} value={each}>
                    {channelNames[each]}
                  </option>
                ))}
              </select>
            </label>
          </div>
        )}
        <p id="errata-wrong" className={tried && incomplete ? 'field-fault' : 'secondary'}>
          {tried && incomplete ? w.wrongMissing : w.wrongHint(boot.internalView !== false)}
        </p>
        <ReasonField reason={reason} onReason={setReason} tried={tried} />
        {problem && <Refused problem={problem} />}
      </div>
    </Dialog>
  )
}
