/** A centre opened, moved, changed or closed from a day: typed or clicked; seen; confirmed with a reason. */
import { useId, useState } from 'react'
import type { CentreImpact, CentreMove, TerritoryChange } from '../../api/territory/change/contract.ts'
import type { Area, Centre } from '../../api/territory/contract.ts'
import { call } from '../api/call.ts'
import { HoursTold } from '../hours/HoursTold.tsx'
import { loadHours } from '../hours/library.ts'
import { announce } from '../ui/announce.ts'
import { Notice } from '../ui/Notice.tsx'
import { useLanguage, useWords } from '../words/language.ts'
import { words } from '../words/territory-change.ts'
import { codeOf } from './areaDraft.ts'
import { ChangeFrame, useAsking } from './ChangeFrame.tsx'

export type CentreDraft = {
  id: string | null
  from: string
  name: string
  /** As typed, degrees with a point or a comma. */
  lat: string
  lon: string
  address: string
  managedBy: string
  hours: string
  area: string
  ends: boolean
}

export const centreDraftOf = (centre: Centre | null, from: string): CentreDraft => {
  const [lon, lat] = centre?.geometry.coordinates ?? ['', '']
  const p = centre?.properties
  return {
    id: p?.id ?? null,
    from,
    name: p?.name ?? '',
    lat: String(lat),
    lon: String(lon),
    address: p?.address ?? '',
    managedBy: p?.managedBy ?? '',
    hours: p?.openingHours ?? '',
    area: p?.area ?? '',
    ends: false,
  }
}

const degrees = (text: string) => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')))
/** The typed place, or null. */
export function placeOf({ lat, lon }: CentreDraft): [number, number] | null {
  const at: [number, number] = [degrees(lon), degrees(lat)]
  return at.every(Number.isFinite) && Math.abs(at[0]) <= 180 && Math.abs(at[1]) <= 90 ? at : null
}

type Props = {
  centre: Centre | null
  areas: readonly Area[]
  draft: CentreDraft
  onDraft: (draft: CentreDraft) => void
  impact: CentreImpact | null
  onImpact: (impact: CentreImpact | null) => void
  earliest: string | null
  areaName: (id: string | null) => string
  onSaved: (change: TerritoryChange) => void
  onCancel: () => void
}

/** What a change of a centre does, beside what it was. */
function CentreSeen({ impact, areaName }: { impact: CentreImpact; areaName: Props['areaName'] }) {
  const w = useWords(words)
  const { before, after } = impact
  const shown = (value: string | null | undefined) => value || '—'
  const rows = (
    [
      [w.name, before?.name, after?.name],
      [w.address, before?.address, after?.address],
      [w.managedBy, before?.managedBy, after?.managedBy],
      [w.areaServed, before && areaName(before.area), after && areaName(after.area)],
    ] as const
  ).filter(([, old, next]) => after && old !== next)
  return (
    <>
      {!after && <Notice kind="warning">{w.keeps(impact.keeps, impact.operators)}</Notice>}
      <ul className="plain-list impact-list">
        {!after && <li>{w.kinds.centre_ended}.</li>}
        {!before && <li>{w.opened}</li>}
        {impact.metres !== null && impact.metres >= 1 && <li>{w.moves(Math.round(impact.metres))}</li>}
        {after && <li>{w.doorIn(areaName(after.doorIn))}</li>}
        {after?.area && after.doorIn !== after.area && (
          <li>
            <strong>{w.otherArea(areaName(after.doorIn), areaName(after.area))}</strong>
          </li>
        )}
        {after && before?.openingHours !== after.openingHours && (
          <li>
            {w.hours}: {after.openingHours ? <HoursTold hours={after.openingHours} inUse={false} /> : '—'}
          </li>
        )}
        <li>{w.records}</li>
      </ul>
      {rows.length > 0 && (
        <table className="table impact-table">
          <thead>
            <tr>
              <th scope="col">{w.field}</th>
              <th scope="col">{w.before}</th>
              <th scope="col">{w.after}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([label, old, next]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{shown(old)}</td>
                <td>{shown(next)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

export function CentreEditor(props: Props) {
  const { centre, areas, draft, onDraft, impact, onImpact, earliest, areaName, onSaved, onCancel } = props
  const w = useWords(words)
  const language = useLanguage()
  const id = useId()
  const { problem, setProblem, busy, ask } = useAsking()
  const [faults, setFaults] = useState<{ place?: string; hours?: string }>({})
  const [sent, setSent] = useState<CentreMove | null>(null)

  /** Only what changes; null where something typed cannot be read. */
  async function body(): Promise<CentreMove | null> {
    const code = draft.id ?? codeOf(draft.name)
    if (draft.ends) return { centre: code, from: draft.from, ends: true }
    const before = centreDraftOf(centre, draft.from)
    const changed = (field: keyof CentreDraft) => draft[field] !== before[field]
    const told: typeof faults = {}
    const place = changed('lat') || changed('lon') || !centre ? placeOf(draft) : undefined
    if (place === null) told.place = w.notNumber
    let hours: string | null = draft.hours.trim() || null
    if (hours && changed('hours')) {
      const understood = (await loadHours().catch(() => null))?.fromSpeech(hours, language)
      const unread = understood?.fault ?? understood?.question
      if (unread) told.hours = unread.detail[language]
      hours = understood?.hours ?? hours
    }
    setFaults(told)
    if (Object.keys(told).length > 0) return null
    return {
      centre: code,
      from: draft.from,
      ...(changed('name') ? { name: draft.name.trim() } : {}),
      ...(place ? { location: place } : {}),
      ...(changed('address') ? { address: draft.address.trim() || null } : {}),
      ...(changed('managedBy') ? { managedBy: draft.managedBy.trim() } : {}),
      ...(changed('hours') ? { openingHours: hours } : {}),
      ...(changed('area') ? { area: draft.area || null } : {}),
    }
  }
  const preview = () =>
    ask(async () => {
      const move = await body()
      if (!move) return
      onImpact(await call('previewCentreMove', { body: move }))
      setSent(move)
      announce(w.impact)
    })
  async function save(reason: string) {
    if (!impact || !sent) return
    await ask(
      async () => onSaved(await call('moveCentre', { body: { ...sent, reason, state: impact.state } })),
      preview,
    )
  }

  const input = (field: Exclude<keyof CentreDraft, 'ends' | 'id'>, label: string, props: object = {}) => (
    <label className="field">
      {label}
      <input
        {...props}
        value={draft[field]}
        disabled={draft.ends}
        onChange={event => onDraft({ ...draft, [field]: event.target.value })}
      />
    </label>
  )
  return (
    <ChangeFrame
      title={centre ? w.editCentre(centre.properties.name) : w.addCentre}
      from={draft.from}
      onFrom={from => onDraft({ ...draft, from })}
      earliest={earliest}
      problem={problem}
      busy={busy}
      onPreview={preview}
      onCancel={onCancel}
      impact={impact && <CentreSeen impact={impact} areaName={areaName} />}
      back={w.backCentre}
      onBack={() => {
        setProblem(null)
        onImpact(null)
      }}
      onConfirm={save}
    >
      <fieldset className="change-place" aria-describedby={`${id}-place`}>
        <legend>{w.position}</legend>
        <p className="secondary">{w.positionHelp}</p>
        <div className="row">
          {input('lat', w.latitude, {
            inputMode: 'decimal',
            'aria-invalid': faults.place ? true : undefined,
          })}
          {input('lon', w.longitude, {
            inputMode: 'decimal',
            'aria-invalid': faults.place ? true : undefined,
          })}
        </div>
        <span className="fault" id={`${id}-place`} role="status">
          {faults.place}
        </span>
      </fieldset>
      {input('address', w.address, { maxLength: 200 })}
      {!centre && input('name', w.name, { maxLength: 200 })}
      {input('managedBy', w.managedBy, { maxLength: 200 })}
      <div className="field">
        <label htmlFor={`${id}-hours`}>{w.hours}</label>
        <input
          id={`${id}-hours`}
          value={draft.hours}
          maxLength={300}
          disabled={draft.ends}
          aria-invalid={faults.hours ? true : undefined}
          aria-describedby={`${id}-hours-fault`}
          onChange={event => onDraft({ ...draft, hours: event.target.value })}
        />
        <span className="fault" id={`${id}-hours-fault`} role="status">
          {faults.hours}
        </span>
      </div>
      <label className="field">
        {w.areaServed}
        <select
          value={draft.area}
          disabled={draft.ends}
          onChange={event => onDraft({ ...draft, area: event.target.value })}
        >
          <option value="">{w.none}</option>
          {areas.map(({ properties }) => (
            <option key={properties.id} value={properties.id}>
              {properties.name}
            </option>
          ))}
        </select>
      </label>
      {centre && (
        <>
          {input('name', w.name, { maxLength: 200 })}
          <label className="choice-line">
            <input
              type="checkbox"
              checked={draft.ends}
              onChange={event => onDraft({ ...draft, ends: event.target.checked })}
            />
            {w.endsCentre}
          </label>
        </>
      )}
    </ChangeFrame>
  )
}
