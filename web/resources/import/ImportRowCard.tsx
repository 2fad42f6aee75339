/** One row of a file: what it says, what is missing, what the census has already, and where it would be. */
import { useMemo, useState } from 'react'
import { blockingFaults, type ImportRow, rowFaultWords } from '../../../api/resources/import/contract.ts'
import type { ResourceType } from '../../../api/resources/types.codes.ts'
import type { ProblemBody } from '../../api/call.ts'
import { HoursChoice } from '../../hours/HoursChoice.tsx'
import { useHours } from '../../hours/library.ts'
import type { LonLat } from '../../map/projection.ts'
import type { Scene } from '../../map/scene.ts'
import { useSource } from '../../map/sources.ts'
import { TerritoryMap } from '../../map/TerritoryMap.tsx'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { type Fact, Facts } from '../../ui/Facts.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type { Camera } from '../../view/view.ts'
import { words as hoursWords } from '../../words/hours.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { words } from '../../words/resourceImports.ts'
import { words as resourceWords } from '../../words/resources.ts'
import { words as vocabularyWords } from '../../words/vocabulary.ts'
import type { Draft } from '../draft.ts'
import { detailOf, fieldWord, TypeOptions } from './ImportPreview.tsx'
import { ImportRowForm } from './ImportRowForm.tsx'
import { SameAs } from './SameAs.tsx'

/** Where nothing else says where to look (WGS84 degrees). */
const middle: LonLat = [15.806, 40.64]
export type Decision = 'accept' | 'refuse' | 'same' | 'apart'

const first = (value: unknown): unknown =>
  Array.isArray(value) && Array.isArray(value[0]) ? first(value[0]) : value
const placeOf = (row: ImportRow): LonLat | null =>
  row.content.geometry ? (first(row.content.geometry.coordinates) as LonLat) : null
export const isOpen = (row: ImportRow) => row.state === 'waiting' || row.state === 'duplicate'
export const isBlocked = (row: ImportRow) =>
  row.faults.some(({ code }) => (blockingFaults as readonly string[]).includes(code))

type CardProps = {
  row: ImportRow
  card: React.RefObject<HTMLElement | null>
  searching: boolean
  onSearch: (on: boolean) => void
  onDecide: (decision: Decision, same?: { id: string; name: string }) => Promise<void>
  onCorrect: (change: Record<string, unknown>) => Promise<ProblemBody | null>
  /** Its fields are being corrected. */
  editing: boolean
  onEdit: (on: boolean) => void
  typed: Draft | undefined
  onTyped: (draft: Draft | null) => void
  onMove: (by: number) => void
}

export function ImportRowCard(props: CardProps) {
  const { row, card, searching, onSearch, onDecide, onCorrect, onMove, editing, onEdit, typed, onTyped } =
    props
  const w = useWords(words)
  const r = useWords(resourceWords)
  const v = useWords(vocabularyWords)
  const language = useLanguage()
  const { content } = row
  const [name, setName] = useState(content.name ?? '')
  const [pin, setPin] = useState<LonLat | null>(null)
  const place = placeOf(row)
  const has = (code: string) => row.faults.some(fault => fault.code === code)
  const open = isOpen(row)
  const hours = content.openingHoursText && (
    <RowHours
      text={content.openingHoursText}
      onChoose={open ? reading => onCorrect({ openingHours: reading }) : undefined}
    />
  )
  const facts: Fact[] = [
    [w.fields.address, content.address],
    [w.fields.openingHours, content.openingHours ?? hours],
    [w.fields.phone, content.phone],
    [w.fields.email, content.email],
    [w.fields.website, content.website],
    [w.fields.owner, content.owner?.name],
    [w.fields.services, content.services?.join(' · ')],
    [w.fields.needs, content.needs?.map(need => v.needDomain[need]).join(' · ')],
    [w.fields.targetGroups, content.targetGroups?.map(group => r.targetGroups[group]).join(' · ')],
    [w.fields.eligibility, content.eligibility],
    [w.fields.costNote, content.costNote],
    [w.fields.accessibilityNote, content.accessibilityNote],
    [w.fields.validFrom, content.validFrom],
    [w.fields.validTo, content.validTo],
    [w.fields.description, content.description],
    [w.externalId, row.externalId ?? undefined],
  ]
  return (
    <article className="card rimport-card" ref={card} tabIndex={-1} aria-label={content.name ?? w.noName}>
      <p className="secondary">
        {w.row} {row.row} ·{' '}
        {
          w.filter[
            row.state === 'waiting'
              ? isBlocked(row) || row.faults.length > 0
                ? 'doubts'
                : 'ready'
              : row.state === 'duplicate'
                ? 'duplicates'
                : row.state
          ]
        }
      </p>
      <h2>{content.name ?? <em>{w.noName}</em>}</h2>
      <p>{content.type ? r.types[content.type] : <em>{w.noType}</em>}</p>
      {row.similar && <Notice kind="info">{w.similar(row.similar.name)}</Notice>}
      {row.sameRow !== null && <Notice kind="info">{w.sameRow(row.sameRow)}</Notice>}
      {row.waitsElsewhere && (
        <Notice kind="info">
          {row.waitsAs ? w.waitsAs(row.waitsAs.row, row.waitsAs.source) : w.waitsElsewhere}
        </Notice>
      )}
      {row.updates && <Update row={row} />}
      {row.faults.length > 0 && (
        <ul className="rimport-faults">
          {row.faults.map(fault => {
            const { code, field } = fault
            return (
              <li
                key={`${code} ${field}`}
                data-blocking={(blockingFaults as readonly string[]).includes(code) || undefined}
              >
                {field && field !== 'geometry' && <b>{fieldWord(field, w)}: </b>}
                {rowFaultWords[code][language]}
                {detailOf(fault, w)}
              </li>
            )
          })}
        </ul>
      )}
      {open && has('name_missing') && (
        <form
          className="rimport-fix"
          onSubmit={event => {
            event.preventDefault()
            if (name.trim()) void onCorrect({ name: name.trim() })
          }}
        >
          <label className="field">
            {w.name}
            <input value={name} maxLength={200} onChange={event => setName(event.target.value)} />
          </label>
          <Button type="submit">{w.saveName}</Button>
        </form>
      )}
      {open && (has('type_missing') || has('several_types') || has('one_of_several_labels')) && (
        <label className="field rimport-fix">
          {w.type}
          <select value="" onChange={event => void onCorrect({ type: event.target.value as ResourceType })}>
            <option value="">{w.chooseType}</option>
            <TypeOptions />
          </select>
        </label>
      )}
      {open && editing ? (
        <ImportRowForm
          row={row}
          typed={typed}
          onTyped={onTyped}
          onSave={onCorrect}
          onClose={() => onEdit(false)}
        />
      ) : (
        <Facts facts={facts} />
      )}
      {open && (
        <div className="rimport-acts rimport-decide">
          {!editing && (
            <>
              <Button
                kind="primary"
                chord="A"
                aria-keyshortcuts="A"
                aria-disabled={isBlocked(row) || undefined}
                aria-describedby={isBlocked(row) ? 'rimport-blocked' : undefined}
                onClick={() => !isBlocked(row) && void onDecide('accept')}
              >
                {w.accept}
              </Button>
              {row.similar && (
                <Button chord="S" aria-keyshortcuts="S" onClick={() => void onDecide('same')}>
                  {w.same}
                </Button>
              )}
              <Button
                chord="C"
                aria-keyshortcuts="C"
                aria-expanded={searching}
                onClick={() => onSearch(!searching)}
              >
                {w.sameAs}
              </Button>
              {has('another_identity') && <Button onClick={() => void onDecide('apart')}>{w.apart}</Button>}
              <Button
                chord="E"
                aria-keyshortcuts="E"
                aria-expanded={editing}
                onClick={() => onEdit(!editing)}
              >
                {w.edit}
              </Button>
              <Button chord="X" aria-keyshortcuts="X" onClick={() => void onDecide('refuse')}>
                {w.refuse}
              </Button>
              {row.suggestion && (
                <Button onClick={() => void onCorrect({ geometry: row.suggestion })}>{w.swap}</Button>
              )}
              {!pin && (
                <Button onClick={() => setPin(has('outside_municipality') || !place ? middle : place)}>
                  {w.place}
                </Button>
              )}
            </>
          )}
          <Button
            kind="plain"
            chord="K"
            aria-keyshortcuts="K"
            aria-label={w.previous}
            onClick={() => onMove(-1)}
          >
            ↑
          </Button>
          <Button kind="plain" chord="J" aria-keyshortcuts="J" aria-label={w.next} onClick={() => onMove(1)}>
            ↓
          </Button>
        </div>
      )}
      {open && searching && (
        <SameAs
          name={content.name ?? ''}
          onPick={one => {
            onSearch(false)
            void onDecide('same', one)
          }}
          onBack={() => onSearch(false)}
        />
      )}
      {open && isBlocked(row) && (
        <p id="rimport-blocked" className="secondary">
          {w.blocked}.
        </p>
      )}
      {(pin ?? place) && (
        <RowMap
          row={row}
          place={place}
          pin={pin}
          onPin={setPin}
          onConfirm={() => {
            if (!pin) return
            const coordinates = pin.map(degrees => Math.round(degrees * 1e6) / 1e6)
            void onCorrect({ geometry: { type: 'Point', coordinates } }).then(() => {
              setPin(null)
              announce(w.placed)
            })
          }}
        />
      )}
      {open && <p className="secondary rimport-keys">{w.keys}</p>}
    </article>
  )
}

/** Hours that were not read: as written, with what they may mean. */
function RowHours({ text, onChoose }: { text: string; onChoose: ((reading: string) => void) | undefined }) {
  const h = useWords(hoursWords)
  const language = useLanguage()
  const { hours: library } = useHours()
  const question = library?.fromSpeech(text, language).question
  return (
    <div className="rimport-reading">
      <p>
        {h.asWritten}: «{text}»
      </p>
      {library && question && onChoose && (
        <>
          <p className="secondary">{question.detail[language]}</p>
          <HoursChoice library={library} readings={question.readings} onChoose={onChoose} />
        </>
      )}
    </div>
  )
}

/** What an earlier file brought and the row would change, side by side where it may be another place. */
function Update({ row: { updates, content, faults } }: { row: ImportRow }) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  if (!updates) return null
  if (!faults.some(({ code }) => code === 'another_identity'))
    return <Notice kind="info">{w.updates(updates.name)}</Notice>
  const { distance } = updates
  return (
    <Notice kind="warning">
      {w.updates(updates.name)}
      <dl className="rimport-both">
        <dt>{w.inCensusNow}</dt>
        <dd>{[updates.name, r.types[updates.type], updates.address].filter(Boolean).join(' · ')}</dd>
        <dt>{w.inFileNow}</dt>
        <dd>
          {[
            content.name,
            content.type && r.types[content.type],
            content.address,
            distance === null ? null : w.metres(distance),
          ]
            .filter(Boolean)
            .join(' · ')}
        </dd>
      </dl>
    </Notice>
  )
}

type MapProps = {
  row: ImportRow
  place: LonLat | null
  pin: LonLat | null
  onPin: (place: LonLat) => void
  onConfirm: () => void
}

/** Where the row would be, among what the census has. */
function RowMap({ row, place, pin, onPin, onConfirm }: MapProps) {
  const w = useWords(words)
  const areas = useSource('areas')
  const resources = useSource('resources')
  const background = useSource('background').data
  const [start] = useState<Camera>(() => {
    const [lon, lat] = pin ?? place!
    return { lon, lat, zoom: pin && !place ? 12.5 : 15 }
  })
  const [camera, setCamera] = useState<Camera | null>(start)
  const scene = useMemo<Scene>(() => {
    const { geometry } = row.content
    const here = geometry &&
      !pin && {
        type: 'Feature' as const,
        id: 'import',
        geometry,
        properties: {
          ...row.content,
          id: 'import',
          group: 'access_guidance' as const,
          name: row.content.name ?? '',
          status: 'active' as const,
          stale: false,
          faded: false,
        },
      }
    return {
      background,
      areas: areas.data.map(area => ({ area, fill: null })),
      cells: [],
      centres: [],
      resources: [...resources.data, ...(here ? [here as never] : [])],
      layers: ['resources'],
      heatMetres: 400,
      area: null,
      selection: here ? 'resource:import' : null,
    }
  }, [background, areas.data, resources.data, row, pin])
  return (
    <div className="rimport-map">
      {pin && (
        <p className="rimport-acts">
          <Button kind="primary" onClick={onConfirm}>
            {w.confirm}
          </Button>
          <span className="secondary">{w.placeHint}</span>
        </p>
      )}
      <div className="rimport-map-frame">
        <TerritoryMap
          scene={scene}
          label={w.mapLabel}
          labels={[]}
          camera={camera}
          onCamera={setCamera}
          onChoose={() => {}}
          padding={() => ({ top: 16, right: 16, bottom: 16, left: 16 })}
          pin={pin}
          onPin={onPin}
          onConfirm={onConfirm}
        />
      </div>
    </div>
  )
}
