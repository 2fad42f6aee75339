/** Everything that may be said of a resource beyond its name, type and place: folded, by what it is about. */
import { type HTMLInputTypeAttribute, type ReactNode, useId } from 'react'
import type { ResourceEntry } from '../../api/resources/contract.ts'
import {
  accessModes,
  costs,
  fundingSources,
  ownerKinds,
  statuses,
  targetGroups,
  visibilities,
  wheelchairs,
} from '../../api/resources/types.codes.ts'
import type { Centre } from '../../api/territory/contract.ts'
import { HoursEcho } from '../hours/HoursEcho.tsx'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/form.ts'
import { words as hoursWords } from '../words/hours.ts'
import { useWords } from '../words/language.ts'
import { words as placeWords } from '../words/places.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words as similarWords } from '../words/similar.ts'
import { words as upkeepWords } from '../words/upkeep.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'
import type { BodyField, Draft, Faults, Field, FundingDraft } from './draft.ts'
import type { FieldOf } from './formField.tsx'
import { Fault } from './Position.tsx'

type Props = {
  draft: Draft
  change: (next: Partial<Draft>, field: Field) => void
  /** What the draft says already. */
  known: Partial<ResourceEntry>
  faults: Faults
  field: FieldOf
  centres: readonly Centre[]
  /** Whether this person may keep a place to their own centre. */
  mayRestrict: boolean
  /** Fields that are not asked about here. */
  without?: readonly BodyField[]
}
type TextName = {
  [K in keyof Draft]: Draft[K] extends string ? (string extends Draft[K] ? K : never) : never
}[keyof Draft]

const sections = {
  offer: ['needs', 'openingHours', 'services', 'description'],
  contact: ['phone', 'website', 'email'],
  who: ['targetGroups', 'minAge', 'maxAge', 'eligibility', 'accessMode', 'cost', 'costNote', 'languages'],
  entrance: ['wheelchair', 'accessibilityNote', 'positionQuality'],
  room: ['capacity', 'waitingList', 'waitingNumber', 'fundings'],
  keeping: ['owner', 'keeper', 'status', 'visibility', 'validFrom', 'validTo', 'source', 'licence'],
} as const satisfies Record<string, readonly BodyField[]>
/** What everybody is asked for stays open. */
const unfolded: readonly string[] = ['offer', 'contact']
/** Always said, so they tell nothing of how much is known. */
const givens: readonly BodyField[] = [
  'positionQuality',
  'status',
  'visibility',
  'waitingNumber',
  'maxAge',
  'costNote',
]

/** Spoken here, the most first; others come from what is already said. */
const languages = ['it', 'en', 'fr', 'es', 'ro', 'uk', 'ar', 'sq', 'zh', 'bn', 'ur', 'pa', 'ru', 'pt', 'de']

export function Sections({ draft, change, known, faults, field, centres, mayRestrict, without = [] }: Props) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const s = useWords(similarWords)
  const u = useWords(upkeepWords)
  const v = useWords(vocabularyWords)
  const h = useWords(hoursWords)
  const id = useId()

  const text = (
    name: TextName & BodyField,
    label: string,
    {
      type = 'text',
      hint,
      numeric = false,
    }: { type?: HTMLInputTypeAttribute; hint?: string; numeric?: boolean } = {},
  ) =>
    field(
      name,
      label,
      props => (
        <input
          {...props}
          type={type}
          {...(numeric ? { inputMode: 'numeric' as const } : {})}
          autoComplete="off"
          value={draft[name]}
          onChange={event => change({ [name]: event.target.value }, name)}
        />
      ),
      hint,
    )
  const area = (name: 'description' | 'services', label: string, hint?: string) =>
    field(
      name,
      label,
      props => (
        <textarea
          {...props}
          rows={3}
          value={draft[name]}
          onChange={event => change({ [name]: event.target.value }, name)}
        />
      ),
      hint,
    )
  const pick = <T extends string>(
    name: keyof Draft & BodyField,
    label: string,
    codes: readonly T[],
    labels: (code: T) => string,
    empty: string | null = null,
  ) =>
    field(name, label, props => (
      <select
        {...props}
        value={draft[name] as string}
        onChange={event => change({ [name]: event.target.value } as Partial<Draft>, name)}
      >
        {empty !== null && <option value="">{empty}</option>}
        {codes.map(code => (
          <option key={code} value={code}>
            {labels(code)}
          </option>
        ))}
      </select>
    ))
  const chips = <T extends string>(
    name: 'needs' | 'targetGroups' | 'languages',
    label: string,
    codes: readonly T[],
    labels: (code: T) => string,
    hint?: string,
  ) => {
    const chosen = draft[name] as readonly string[]
    return (
      <fieldset className="add-needs">
        <legend>{label}</legend>
        {hint && <span className="secondary">{hint}</span>}
        <div className="chips">
          {codes.map((code, index) => (
            <button
              key={code}
              type="button"
              className="chip"
              aria-pressed={chosen.includes(code)}
              {...(index === 0 ? { 'data-field': name } : {})}
              onClick={() =>
                change(
                  {
                    [name]: chosen.includes(code)
                      ? chosen.filter(other => other !== code)
                      : [...chosen, code],
                  },
                  name,
                )
              }
            >
              {labels(code)}
            </button>
          ))}
        </div>
        {faults[name] && faults[name].length > 0 && <span className="fault">{faults[name].join(' ')}</span>}
      </fieldset>
    )
  }
  const section = (name: keyof typeof sections, children: ReactNode) => {
    const told = sections[name].filter(each => !givens.includes(each) && !without.includes(each))
    return (
      <details className="add-section" open={unfolded.includes(name)} key={name}>
        <summary>
          <span>{w.sections[name]}</span>
          <span className="secondary">
            {w.filled(told.filter(each => each in known).length, told.length)}
          </span>
        </summary>
        <div className="add-section-fields">{children}</div>
      </details>
    )
  }

  return (
    <>
      {section(
        'offer',
        <>
          {chips(
            'needs',
            r.needsAnswered,
            Object.keys(v.needDomain) as Draft['needs'],
            need => v.needDomain[need],
          )}
          {field(
            'openingHours',
            r.openingHours,
            props => (
              <input
                {...props}
                autoComplete="off"
                value={draft.openingHours}
                onChange={event =>
                  change({ openingHours: event.target.value, hoursAsWritten: false }, 'openingHours')
                }
              />
            ),
            h.help,
            <HoursEcho
              text={draft.openingHours}
              id={`${id}-openingHours-echo`}
              told={(faults.openingHours?.length ?? 0) > 0}
              onChoose={hours => change({ openingHours: hours, hoursAsWritten: false }, 'openingHours')}
              asWritten={draft.hoursAsWritten}
              onKeep={() => change({ hoursAsWritten: true }, 'openingHours')}
            />,
          )}
          {area('services', u.fields.services, w.servicesHelp)}
          {area('description', u.fields.description)}
        </>,
      )}
      {section(
        'contact',
        <>
          {text('phone', s.phone, { type: 'tel' })}
          {text('website', s.website)}
          {text('email', u.fields.email, { type: 'email' })}
        </>,
      )}
      {section(
        'who',
        <>
          {chips('targetGroups', u.fields.targetGroups, targetGroups, group => r.targetGroups[group])}
          <div className="two-fields">
            {text('minAge', u.fields.minAge, { numeric: true, hint: w.yearsHelp })}
            {text('maxAge', u.fields.maxAge, { numeric: true, hint: w.yearsHelp })}
          </div>
          {text('eligibility', u.fields.eligibility)}
          {pick('accessMode', u.fields.accessMode, accessModes, code => r.accessModes[code], u.none)}
          <div className="two-fields">
            {pick('cost', u.fields.cost, costs, code => r.costs[code], u.none)}
            {text('costNote', u.fields.costNote)}
          </div>
          {chips(
            'languages',
            u.fields.languages,
            [...languages, ...draft.languages.filter(code => !languages.includes(code))],
            r.languageName,
            w.languagesHelp,
          )}
        </>,
      )}
      {section(
        'entrance',
        <>
          {pick('wheelchair', u.fields.wheelchair, wheelchairs, code => r.wheelchairs[code])}
          {text('accessibilityNote', u.fields.accessibilityNote)}
          {pick(
            'positionQuality',
            u.fields.positionQuality,
            Object.keys(r.positionQualities) as Draft['positionQuality'][],
            code => r.positionQualities[code],
          )}
        </>,
      )}
      {section(
        'room',
        <>
          <fieldset className="add-lines">
            <legend>{u.fields.capacity}</legend>
            <div className="four-fields">
              {field('capacity', w.total, props => (
                <input
                  {...props}
                  inputMode="numeric"
                  autoComplete="off"
                  value={draft.capacity}
                  onChange={event => change({ capacity: event.target.value }, 'capacity')}
                />
              ))}
              <Half
                label={w.available}
                numeric
                value={draft.capacityAvailable}
                set={value => change({ capacityAvailable: value }, 'capacity')}
              />
              <Half
                label={w.unit}
                value={draft.capacityUnit}
                set={value => change({ capacityUnit: value }, 'capacity')}
              />
              <Half
                label={w.on}
                hint={w.onHelp}
                type="date"
                value={draft.capacityOn}
                set={value => change({ capacityOn: value }, 'capacity')}
              />
            </div>
          </fieldset>
          <div className="two-fields">
            {pick('waitingList', u.fields.waitingList, ['yes', 'no'], code => w[code], w.unknown)}
            {draft.waitingList === 'yes' && text('waitingNumber', u.fields.waitingNumber, { numeric: true })}
          </div>
          <Fundings {...{ draft, change, faults }} />
        </>,
      )}
      {section(
        'keeping',
        <>
          <div className="two-fields">
            {field('owner', w.ownerName, props => (
              <input
                {...props}
                autoComplete="off"
                value={draft.ownerName}
                onChange={event => change({ ownerName: event.target.value }, 'owner')}
              />
            ))}
            <label className="field">
              {w.ownerKind}
              <select
                value={draft.ownerKind}
                onChange={event => change({ ownerKind: event.target.value as Draft['ownerKind'] }, 'owner')}
              >
                {ownerKinds.map(kind => (
                  <option key={kind} value={kind}>
                    {r.ownerKinds[kind]}
                  </option>
                ))}
              </select>
            </label>
          </div>
          {field(
            'owner/taxCode',
            w.ownerTaxCode,
            props => (
              <input
                {...props}
                inputMode="numeric"
                autoComplete="off"
                value={draft.ownerTaxCode}
                onChange={event => change({ ownerTaxCode: event.target.value }, 'owner/taxCode')}
              />
            ),
            w.ownerTaxCodeHelp,
          )}
          {pick(
            'keeper',
            u.fields.keeper,
            centres.map(({ properties }) => properties.id),
            code => centres.find(({ properties }) => properties.id === code)?.properties.name ?? code,
            u.noKeeper,
          )}
          {pick('status', u.fields.status, statuses, code => r.statuses[code])}
          {!without.includes('visibility') &&
            pick(
              'visibility',
              u.fields.visibility,
              visibilities.filter(code => mayRestrict || code !== 'restricted' || draft.visibility === code),
              code => r.visibilities[code],
            )}
          <div className="two-fields">
            {text('validFrom', u.fields.validFrom, { type: 'date' })}
            {text('validTo', u.fields.validTo, { type: 'date' })}
          </div>
          {!without.includes('source') && text('source', u.fields.source)}
          {!without.includes('licence') && text('licence', u.fields.licence)}
        </>,
      )}
    </>
  )
}

type HalfProps = {
  label: string
  hint?: string
  type?: HTMLInputTypeAttribute
  numeric?: boolean
  value: string
  set: (value: string) => void
}
/** A further part of a field that has several. */
const Half = ({ label, hint, type = 'text', numeric, value, set }: HalfProps) => (
  <label className="field">
    {label}
    {hint && <span className="secondary">{hint}</span>}
    <input
      type={type}
      {...(numeric ? { inputMode: 'numeric' as const } : {})}
      autoComplete="off"
      value={value}
      onChange={event => set(event.target.value)}
    />
  </label>
)

function Fundings({ draft, change, faults }: Pick<Props, 'draft' | 'change' | 'faults'>) {
  const w = useWords(words)
  const l = useWords(placeWords)
  const u = useWords(upkeepWords)
  const id = useId()
  const { fundings } = draft
  const set = (index: number, next: Partial<FundingDraft>) =>
    change({ fundings: fundings.with(index, { ...fundings[index]!, ...next }) }, `fundings/${index}`)
  return (
    <fieldset className="add-lines">
      <legend>{u.fields.fundings}</legend>
      {fundings.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the order
        <fieldset className="add-line" key={index} aria-describedby={`${id}-${index}`}>
          <legend>{w.funding(index + 1)}</legend>
          <div className="four-fields">
            <label className="field">
              {w.source}
              <select
                data-field={`fundings/${index}`}
                value={line.source}
                onChange={event => set(index, { source: event.target.value as FundingDraft['source'] })}
              >
                {fundingSources.map(source => (
                  <option key={source} value={source}>
                    {l.sources[source]}
                  </option>
                ))}
              </select>
            </label>
            <Half label={w.body} value={line.body} set={body => set(index, { body })} />
            <Half
              label={w.hoursPerWeek}
              numeric
              value={line.hoursPerWeek}
              set={hoursPerWeek => set(index, { hoursPerWeek })}
            />
            <Half label={w.until} type="date" value={line.until} set={until => set(index, { until })} />
          </div>
          <Button
            kind="plain"
            aria-label={w.removeFunding(index + 1)}
            onClick={() => change({ fundings: fundings.toSpliced(index, 1) }, 'fundings')}
          >
            {w.remove}
          </Button>
          <Fault id={`${id}-${index}`} faults={faults[`fundings/${index}`]} />
        </fieldset>
      ))}
      <Button
        data-field="fundings"
        onClick={() => {
          change(
            { fundings: [...fundings, { source: 'public', body: '', hoursPerWeek: '', until: '' }] },
            'fundings',
          )
          requestAnimationFrame(() =>
            document.querySelector<HTMLElement>(`[data-field="fundings/${fundings.length}"]`)?.focus(),
          )
        }}
      >
        {w.addFunding}
      </Button>
      {faults.fundings && faults.fundings.length > 0 && (
        <span className="fault">{faults.fundings.join(' ')}</span>
      )}
    </fieldset>
  )
}
