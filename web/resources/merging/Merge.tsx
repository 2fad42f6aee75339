/** Two resources that are one, side by side: which stays, and of each difference what holds. */
import { useEffect, useId, useRef, useState } from 'react'
import { type EntryField, type EntryState, entryFields } from '../../../api/resources/changes.contract.ts'
import type { Resource } from '../../../api/resources/contract.ts'
import { choices, isUnited, united, usual } from '../../../api/resources/merging/choices.contract.ts'
import type { Similar } from '../../../api/resources/similar.contract.ts'
import type { Area, Centre } from '../../../api/territory/contract.ts'
import { call, problemOf } from '../../api/call.ts'
import { ResourceSymbol } from '../../map/ResourceDetail.tsx'
import { dropResource, keepResource } from '../../map/sources.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/merging.ts'
import { problemWords } from '../../words/problems.ts'
import { words as resourceWords } from '../../words/resources.ts'
import { words as similarWords } from '../../words/similar.ts'
import { useFieldWords } from '../told.ts'
import { useSimilar } from '../useSimilar.ts'
import './merging.css'

type Props = {
  resource: Resource
  /** Chosen already, where the likeness was told. */
  start?: Resource | null
  areas: readonly Area[]
  centres: readonly Centre[]
  onMerged: (resource: Resource) => void
}

const stateOf = ({ geometry, properties }: Resource): EntryState => ({
  ...properties,
  geometry,
  area: properties.area ?? undefined,
})

export function Merge({ resource, start = null, areas, centres, onMerged }: Props) {
  const w = useWords(words)
  const [other, setOther] = useState(start)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <section className="merge">
      <h2 ref={title} tabIndex={-1}>
        {w.title(resource.properties.name)}
      </h2>
      <p className="secondary">{w.help}</p>
      {other ? (
        <Compare
          one={resource}
          two={other}
          areas={areas}
          centres={centres}
          onMerged={onMerged}
          onBack={() => setOther(null)}
        />
      ) : (
        <Pick resource={resource} onPick={setOther} />
      )}
    </section>
  )
}

function Pick({ resource, onPick }: { resource: Resource; onPick: (other: Resource) => void }) {
  const w = useWords(words)
  const s = useWords(similarWords)
  const r = useWords(resourceWords)
  const id = useId()
  const { properties: p, geometry } = resource
  const [typed, setTyped] = useState('')
  const like = useSimilar({
    name: p.name,
    place: geometry?.type === 'Point' ? geometry.coordinates : null,
    phone: p.phone ?? '',
    website: p.website ?? '',
    ownerTaxCode: p.owner?.taxCode ?? '',
    exclude: p.id,
  })
  const named = useSimilar({ name: typed, place: null, exclude: p.id })
  const found = typed.trim().length > 0 ? named : like
  const why = ({ properties: { type, likely, reasons } }: Similar) =>
    [r.types[type], likely && w.likely, ...reasons.map(reason => s.reasons[reason])].filter(Boolean)
  return (
    <>
      <h3 className="section-label">{w.which}</h3>
      {found.similar.length === 0 && <p className="secondary">{found.offline ? s.cannot : w.none}</p>}
      <ul className="merge-found">
        {found.similar.map(one => (
          <li key={one.id}>
            <ResourceSymbol resource={one} />
            <span>
              <b>{one.properties.name}</b> <small>{why(one).join(' · ')}</small>
            </span>
            <Button onClick={() => onPick(one)}>
              {w.choose}
              <span className="unseen">: {one.properties.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      <div className="field">
        <label htmlFor={`${id}-name`}>{w.search}</label>
        <input
          id={`${id}-name`}
          type="search"
          autoComplete="off"
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
      </div>
    </>
  )
}

type CompareProps = {
  one: Resource
  two: Resource
  areas: readonly Area[]
  centres: readonly Centre[]
  onMerged: (resource: Resource) => void
  onBack: () => void
}

function Compare({ one, two, areas, centres, onMerged, onBack }: CompareProps) {
  const w = useWords(words)
  const id = useId()
  const told = useFieldWords(areas, centres)
  const first = useRef<HTMLInputElement>(null)
  const [keepsOne, setKeepsOne] = useState(true)
  const [kept, other] = keepsOne ? [one, two] : [two, one]
  const [states, verified] = [
    [stateOf(kept), stateOf(other)] as const,
    [kept.properties.verifiedOn, other.properties.verifiedOn] as const,
  ]
  const asked = choices(states[0], states[1])
  const [decided, setDecided] = useState<{ [F in EntryField]?: string }>({})
  const preset = usual(
    { state: states[0], verifiedOn: verified[0] },
    { state: states[1], verifiedOn: verified[1] },
  )
  /** The id of the one whose value holds: it stays chosen when the other is the one that stays. */
  const holds = (field: EntryField) =>
    decided[field] ?? (preset.includes(field) ? other.properties.id : kept.properties.id)
  const take = asked.filter(field => holds(field) === other.properties.id)
  const result = united(states[0], states[1], take)
  const lists = entryFields.filter(
    field =>
      isUnited(field, states[0], states[1]) &&
      told.value(field, result[field]) !== told.value(field, states[0][field]),
  )
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  useEffect(() => first.current?.focus(), [])

  async function unite() {
    if (busy) return
    setBusy(true)
    setFailure(null)
    try {
      const { resource } = await call('mergeResources', {
        params: { resource: kept.properties.id },
        body: {
          other: other.properties.id,
          version: kept.properties.version,
          otherVersion: other.properties.version,
          take,
        },
      })
      dropResource(other.properties.id)
      keepResource(resource)
      announce(w.merged(resource.properties.name, other.properties.name))
      onMerged(resource)
    } catch (error) {
      const problem = problemOf(error)
      const { title, text } = problemWords(problem)
      setFailure([`${title}.`, ...(problem.errors?.map(({ detail }) => detail) ?? [text])].join(' '))
      if (problem.current) keepResource(problem.current as Resource)
    } finally {
      setBusy(false)
    }
  }
  const hidden = (state: EntryState) => state.visibility === 'restricted'
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void unite()
      }}
    >
      <fieldset>
        <legend>{w.keep}</legend>
        <p className="secondary">{w.keepHelp}</p>
        <div className="merge-two">
          {[one, two].map((each, index) => (
            <label className="merge-option" key={each.id}>
              <input
                ref={index === 0 ? first : undefined}
                type="radio"
                name={`${id}-kept`}
                checked={each === kept}
                onChange={() => setKeepsOne(each === one)}
              />
              <b>{each.properties.name}</b>
            </label>
          ))}
        </div>
      </fieldset>
      <h3 className="section-label">{w.differing}</h3>
      {asked.length === 0 && <p className="secondary">{w.same}</p>}
      {asked.map(field => (
        <fieldset key={field}>
          <legend>{told.label(field)}</legend>
          <div className="merge-two">
            {[one, two].map(each => (
              <label className="merge-option" key={each.id}>
                <input
                  type="radio"
                  name={`${id}-${field}`}
                  checked={holds(field) === each.properties.id}
                  onChange={() => setDecided({ ...decided, [field]: each.properties.id })}
                />
                <span>{told.value(field, stateOf(each)[field])}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      {lists.length > 0 && (
        <>
          <h3 className="section-label">{w.lists}</h3>
          <Facts facts={lists.map(field => [told.label(field), told.value(field, result[field])])} />
        </>
      )}
      {hidden(states[0]) !== hidden(states[1]) && (
        <Notice kind="warning">{hidden(result) ? w.hides : w.opens}</Notice>
      )}
      {failure && <Notice kind="warning">{failure}</Notice>}
      <div className="row">
        <Button kind="primary" type="submit" busy={busy}>
          {busy ? w.confirming : w.confirm}
        </Button>
        <Button onClick={onBack}>{w.change}</Button>
      </div>
    </form>
  )
}
