/** «Chi non raggiungiamo?»: first contacts against the expected, silent zones with a next act, who was known already. */
import type { Area } from '../../../api/territory/contract.ts'
import { useAccount } from '../../accounts/account.tsx'
import { type Releases, releaseStore } from '../../api/releases.ts'
import { IntervalStrip } from '../../charts/IntervalStrip.tsx'
import { Swatch } from '../../map/Symbol.tsx'
import { ramp } from '../../map/symbols.ts'
import { Button } from '../../ui/Button.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Missing } from '../../ui/Missing.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { type Contacts, isSilent, verdicts } from '../../view/unreached.ts'
import { useWords } from '../../words/language.ts'
import { words as territoryWords } from '../../words/territory.ts'
import { words } from '../../words/unreached.ts'
import { Section } from '../figures.tsx'
import type { Answer, Asked, Parts, QuestionPart } from '../questions.ts'
import {
  expectedEnds,
  fillOf,
  fills,
  labels,
  onPaper,
  outwards,
  type Seen,
  seen,
  shareText,
  sideBySide,
  statement,
  wanted,
  warningText,
} from './seen.ts'
import './unreached.css'

/** What the components show is what was answered: one computing for all of them. */
const seenBy = new WeakMap<Answer, Seen>()

function answer({ view, explored, language, facts }: Asked): Answer {
  const found = seen(view, facts as Releases, explored.areas)
  const told: Answer = {
    statement: statement(found, view, explored.areas, language),
    fills: found.state === 'ready' ? fills(found) : new Map(),
    labels: labels(found, explored.areas, language),
    paper: onPaper(words[language]),
    ...(found.release && { period: found.release.period }),
  }
  seenBy.set(told, found)
  return told
}

const store: NonNullable<QuestionPart['store']> = {
  subscribe: releaseStore.subscribe,
  snapshot: releaseStore.snapshot,
  want(view) {
    releaseStore.list()
    for (const id of wanted(view, releaseStore.snapshot())) if (id) releaseStore.load(id)
  },
}

function Rail({ view, act, answer }: Parts) {
  const w = useWords(words)
  const found = seenBy.get(answer)
  return (
    <section className="rail-part">
      <h2 className="section-label">{w.rail}</h2>
      <p className="secondary">{w.railHelp}</p>
      <ul className="legend" aria-label={w.legendTitle}>
        {verdicts.map(verdict => {
          const fill = fillOf[verdict]
          const count = found?.contacts.filter(one => one.verdict === verdict).length ?? 0
          const on = view.shade === String(fill)
          return (
            <li key={verdict}>
              <button
                type="button"
                aria-pressed={on}
                onClick={() => act({ shade: on ? null : String(fill) })}
              >
                {typeof fill === 'number' ? (
                  <Swatch colour={ramp[fill]} />
                ) : (
                  <Swatch pattern={fill ?? undefined} />
                )}
                <span>
                  <b>{w.verdicts[verdict]}</b>
                  <small className="legend-why">{w.legend[verdict]}</small>
                </span>
                <small>{w.legendAreas(count)}</small>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Expected and observed of an area in words. */
function Told({ one }: { one: Contacts }) {
  const w = useWords(words)
  const t = useWords(territoryWords)
  if (!one.observed || one.observed.value === null || !one.expected || !one.difference) return null
  const expected = expectedEnds(one.expected)
  const difference = outwards(one.difference)
  return (
    <p>
      {w.expectedLine(
        t.number(one.observed.value),
        t.number(Math.round(one.expected.value!)),
        t.number(expected.low),
        t.number(expected.high),
      )}
      <br />
      <span className="secondary">
        {w.differenceLine(t.number(difference.low), t.number(difference.high))}
      </span>
    </p>
  )
}

/** What to do next about an area where few come. */
function Acts({ area, act, explored }: Pick<Parts, 'act' | 'explored'> & { area: string }) {
  const w = useWords(words)
  const { role } = useAccount()
  const { resources, centres } = explored.sources
  const here = resources.data.filter(({ properties: p }) => p.area === area && p.status === 'active').length
  const doors = centres.data.filter(({ properties }) => properties.area === area)
  return (
    <>
      {resources.state === 'ready' && !explored.large && (
        <p className="secondary">
          {w.hereIs(
            here,
            doors.map(({ properties }) => properties.name),
          )}
        </p>
      )}
      <div className="acts">
        <Button onClick={() => act({ question: 'near', area, selection: null, around: null, shade: null })}>
          {w.seeResources}
        </Button>
        {role === 'operator' ? (
          <Button onClick={() => act({ screen: 'tally' })}>{w.planTally}</Button>
        ) : (
          <p className="secondary">{w.askTally}</p>
        )}
      </div>
    </>
  )
}

function Panel(props: Parts) {
  const { act, explored, answer } = props
  const w = useWords(words)
  const found = seenBy.get(answer)
  const nameOf = (id: string) => explored.areas.find(area => area.id === id)?.properties.name ?? id
  if (found?.state !== 'ready')
    return (
      <Notice
        action={
          found?.state === 'failed' ? <Button onClick={releaseStore.retry}>{w.retry}</Button> : undefined
        }
      >
        {answer.statement.note}
      </Notice>
    )
  const silent = found.contacts.filter(isSilent)
  const compared = found.contacts.filter(({ expected }) => expected !== null)
  return (
    <>
      <Section title={w.silent}>
        <p className="secondary">
          {silent.length > 0 ? w.silentHelp : compared.length > 0 ? w.silentNone : w.silentUnknown}
        </p>
        <ul className="cards">
          {silent.map(one => (
            <li key={one.area} className="silent-zone">
              <button
                type="button"
                className="button button-plain"
                onClick={() => act({ area: one.area, selection: null })}
              >
                {nameOf(one.area)}
              </button>
              <Told one={one} />
              <Acts area={one.area} act={act} explored={explored} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={w.strip}>
        {compared.length > 0 && (
          <IntervalStrip
            unit={w.per100}
            label={w.strip}
            reference={{ label: w.expectedShort, value: 100 }}
            onSelect={area => act({ area, selection: null })}
            rows={found.contacts.map(one => {
              const expected = one.expected?.value
              if (!expected || !one.difference)
                return {
                  id: one.area,
                  label: nameOf(one.area),
                  value: null,
                  low: 0,
                  high: 0,
                  note: one.why ? w.whyShort[one.why] : w.notThere,
                }
              const of100 = (value: number) => Math.max(0, Math.round(((expected + value) * 100) / expected))
              return {
                id: one.area,
                label: nameOf(one.area),
                value: one.observed?.value === null ? null : of100(one.difference.value),
                low: of100(one.difference.low),
                high: of100(one.difference.high),
                emphasis: one.verdict === 'under',
              }
            })}
          />
        )}
        <Definition of={w.definitions.verdict.term} text={w.definitions.verdict.text}>
          <span className="secondary">{w.per100}</span>
        </Definition>
        {[...new Set(found.contacts.flatMap(({ why }) => why ?? []))].map(why => (
          <Notice key={why}>{w.why[why]}</Notice>
        ))}
      </Section>
      <Known {...props} found={found} />
      <div className="panel-part">
        {answer.statement.sources.map(source => (
          <p className="receipt" key={source}>
            {source}
          </p>
        ))}
      </div>
    </>
  )
}

/** A strip when every area has enough answers; else each by itself, with what is wrong with them. */
function Known({ act, explored, found }: Parts & { found: Seen }) {
  const w = useWords(words)
  const nameOf = (id: string) => explored.areas.find(area => area.id === id)?.properties.name ?? id
  const t = useWords(territoryWords)
  const period = found.knownRelease
  const { city } = found
  return (
    <Section title={w.shareTitle}>
      {period && period.id !== found.release?.id && (
        <p className="secondary">{w.knownOf(t.periodName(period.period))}</p>
      )}
      {sideBySide(found) ? (
        <IntervalStrip
          unit={w.shareOf}
          label={w.shareTitle}
          {...(city.share ? { reference: { label: w.city100, value: Math.round(city.share.value) } } : {})}
          onSelect={area => act({ area, selection: null })}
          rows={found.shares.map(({ area, share }) => ({
            id: area,
            label: nameOf(area),
            value: Math.round(share!.value),
            low: Math.floor(share!.low),
            high: Math.ceil(share!.high),
          }))}
        />
      ) : (
        <>
          {found.shares.length > 1 && <Notice kind="warning">{w.noRanking}</Notice>}
          <dl className="qualities">
            {found.shares.map(one => (
              <div key={one.area}>
                <dt>{nameOf(one.area)}</dt>
                <dd>
                  <ShareTold one={one} threshold={found.threshold} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <Definition of={w.definitions.unknown.term} text={w.definitions.unknown.text}>
        <span className="secondary">{w.shareOf}</span>
      </Definition>
      <p className="secondary">
        {found.shares
          .filter(({ unsaid }) => unsaid)
          .map(({ area, unsaid }) => w.unsaidOf(nameOf(area), shareText(w, unsaid!.value)))
          .join(' · ')}
      </p>
    </Section>
  )
}

function ShareTold({ one, threshold }: { one: Seen['city']; threshold: number }) {
  const w = useWords(words)
  if (one.warning) return <>{warningText(w, one)}</>
  if (!one.share) return <Missing state={one.missing ?? 'not_published'} threshold={threshold} />
  return (
    <>
      <b>{shareText(w, one.share.value)}</b>{' '}
      <small>
        {Math.floor(one.share.low)}–{Math.ceil(one.share.high)}
      </small>
    </>
  )
}

function AreaPart({ area, ...props }: Parts & { area: Area }) {
  const w = useWords(words)
  const found = seenBy.get(props.answer)
  const one = found?.contacts.find(each => each.area === area.id)
  const share = found?.shares.find(each => each.area === area.id)
  if (found?.state !== 'ready' || !one || !share)
    return <p className="secondary">{props.answer.statement.note}</p>
  return (
    <Section title={w.areaTitle}>
      <p className="verdict">
        {one.verdict ? (
          <b>{w.verdicts[one.verdict]}</b>
        ) : one.why ? (
          w.why[one.why]
        ) : (
          <Missing state={one.missing ?? 'not_published'} threshold={found.threshold} />
        )}
      </p>
      <Told one={one} />
      {isSilent(one) && <p className="secondary">{w.silentHelp}</p>}
      <Acts area={area.id} act={props.act} explored={props.explored} />
      <p>
        {w.unknown}: <ShareTold one={share} threshold={found.threshold} />
        {share.unsaid && !share.warning && (
          <span className="secondary">
            {' '}
            · {w.unsaid} {shareText(w, share.unsaid.value)}
          </span>
        )}
      </p>
      <p className="secondary">{w.notPersons}</p>
    </Section>
  )
}

export default { answer, Rail, Panel, AreaPart, alone: true, store } satisfies QuestionPart
