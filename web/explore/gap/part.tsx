/** *Dove manca?*: legend and matrix in the rail, areas with their word and the next act in the panel, what is tried. */
import { needGroups } from '../../../api/disclosure/codes.ts'
import type { Area } from '../../../api/territory/contract.ts'
import { useAccount } from '../../accounts/account.tsx'
import { IntervalStrip } from '../../charts/IntervalStrip.tsx'
import { Swatch } from '../../map/Symbol.tsx'
import { Button } from '../../ui/Button.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Missing } from '../../ui/Missing.tsx'
import { QualityLetter } from '../../ui/QualityLetter.tsx'
import { cityLine, gapWords } from '../../view/gap.ts'
import { interval, type Missing as MissingState, missingStates, quality } from '../../view/select.ts'
import { words as disclosureWords } from '../../words/disclosure.ts'
import { words } from '../../words/gap.ts'
import { useLanguage, useWords } from '../../words/language.ts'
import { words as territory } from '../../words/territory.ts'
import { Receipt, Section } from '../figures.tsx'
import { missingWord, range } from '../headline.ts'
import { Matrix, type MatrixCell } from '../Matrix.tsx'
import type { Parts, QuestionPart } from '../questions.ts'
import { Scenario } from './Scenario.tsx'
import {
  type AreaGap,
  answer,
  ordered,
  reasonOf,
  rowOf,
  subject,
  supplyTold,
  toldOf,
  touches,
  unlooked,
  wordOf,
} from './told.ts'
import './gap.css'

function GapRail({ view, act, explored, answer: { fills } }: Parts) {
  const w = useWords(words)
  const d = useWords(disclosureWords)
  const language = useLanguage()
  const threshold = explored.release?.threshold ?? 8
  const count = (fill: string) => [...fills.values()].filter(one => one === fill).length
  const missing = missingStates.filter(state => count(state) > 0)
  const isolate = (shade: string) => act({ shade: view.shade === shade ? null : shade })
  const rows = [null, ...needGroups].map(need => ({
    need,
    cells: rowOf(explored, view, need).map((gap): MatrixCell => {
      const known = [wordOf(language, gap, threshold)]
      if (gap.supply) known.push(supplyTold(language, gap, need === view.need ? view.service : null))
      return {
        area: gap.area,
        text: known.join('; '),
        content: gap.fill && <Swatch pattern={gap.fill} />,
      }
    }),
  }))
  return (
    <>
      <section className="rail-part">
        <Definition of={w.gap} text={w.definitions.gap}>
          <h2 className="section-label">{w.legend}</h2>
        </Definition>
        <ul className="legend gap-legend">
          {gapWords
            .filter(word => word !== 'unclear' || count(word) > 0)
            .map(word => (
              <li key={word}>
                <button type="button" aria-pressed={view.shade === word} onClick={() => isolate(word)}>
                  <Swatch pattern={word} />
                  <span>
                    <b>{w.word[word]}</b> {w.meaning[word]}
                  </span>
                  <small>{count(word)}</small>
                </button>
              </li>
            ))}
          {missing.map(state => (
            <li key={state}>
              <button type="button" aria-pressed={view.shade === state} onClick={() => isolate(state)}>
                <Swatch pattern={state} />
                <span>{missingWord(d, state, threshold)}</span>
                <small>{count(state)}</small>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section className="rail-part">
        <h2 className="section-label">{w.matrix}</h2>
        <Matrix
          rows={explored.large ? rows.filter(({ need }) => need === view.need) : rows}
          areas={explored.areas}
          need={view.need}
          area={view.area}
          onPick={({ need, area }) =>
            act({
              need,
              ...(need === view.need ? {} : { service: null }),
              ...(area ? { area, selection: null } : {}),
            })
          }
        />
        <p className="secondary">{explored.large ? w.matrixLarge : w.matrixNote}</p>
      </section>
    </>
  )
}

/** The word with its pattern, or the state that stands in its place. */
function Word({ gap, threshold }: { gap: AreaGap; threshold: number }) {
  const w = useWords(words)
  const language = useLanguage()
  return (
    <p className="gap-word">
      {gap.fill && <Swatch pattern={gap.fill} />}
      <span>
        <b>{wordOf(language, gap, threshold)}</b>
        {gap.word && <> · {w.meaning[gap.word]}</>}
      </span>
    </p>
  )
}

/** What can be done next, by what the word suggests and by who may. */
function Acts({ gap, act, open }: Pick<Parts, 'act'> & { gap: AreaGap; open: boolean }) {
  const w = useWords(words)
  const { role } = useAccount()
  const { area } = gap
  return (
    <p className="gap-acts">
      {open && (
        <Button kind="plain" onClick={() => act({ area, selection: null })}>
          {w.open}
        </Button>
      )}
      {gap.supply !== null && gap.supply.resources > 0 && (
        <Button kind="plain" onClick={() => act({ screen: 'resources', area, selection: null, shade: null })}>
          {w.seeResources}
        </Button>
      )}
      {gap.word === 'silent' && role === 'operator' && (
        <Button kind="plain" onClick={() => act({ screen: 'tally', area })}>
          {w.outreach}
        </Button>
      )}
      {gap.word === 'silent' && (
        <Button kind="plain" onClick={() => act({ question: 'unreached', area, shade: null })}>
          {w.unreached}
        </Button>
      )}
    </p>
  )
}

function GapPanel({ view, act, explored }: Parts) {
  const w = useWords(words)
  const t = useWords(territory)
  const d = useWords(disclosureWords)
  const language = useLanguage()
  const threshold = explored.release?.threshold ?? 8
  const told = toldOf(explored, view)
  const nameOf = (id: string) =>
    explored.areas.find(({ properties }) => properties.id === id)!.properties.name
  return (
    <>
      <header className="panel-head">
        <h2>{subject(language, view)}</h2>
        <p>{w.listNote}</p>
      </header>
      <ol className="gap-list" aria-label={w.list}>
        {ordered(told).map(gap => (
          <li key={gap.area}>
            <h3>{nameOf(gap.area)}</h3>
            <Word gap={gap} threshold={threshold} />
            <p className="secondary">
              {[
                gap.rate && gap.rate.value !== null
                  ? `${t.rate(gap.rate.value)} ‰ (${range(t, gap.rate, threshold)})`
                  : gap.missing === 'few' && gap.word
                    ? missingWord(d, 'few', threshold)
                    : gap.households?.value != null &&
                      `${t.number(gap.households.value)} ${t.households} (${range(t, gap.households, threshold)})`,
                supplyTold(language, gap, view.service),
                gap.missing && reasonOf(language, gap),
                touches(told, gap.area) && w.hypothesis.toLowerCase(),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <Acts gap={gap} act={act} open />
          </li>
        ))}
      </ol>
      <Receipt explored={explored} />
    </>
  )
}

function GapArea({ view, act, explored, area }: Parts & { area: Area }) {
  const w = useWords(words)
  const t = useWords(territory)
  const d = useWords(disclosureWords)
  const language = useLanguage()
  const { role } = useAccount()
  const { release, areas } = explored
  const threshold = release?.threshold ?? 8
  const told = toldOf(explored, view)
  const gap = told.gaps.find(one => one.area === area.properties.id)
  if (!gap || explored.figures === 'failed') return null
  const { rate, households, unmet, supply } = gap
  const shown = rate ?? households
  const line = cityLine(
    told.gaps,
    areas.map(({ properties }) => properties),
    threshold,
  )
  const nameOf = (id: string) => areas.find(({ properties }) => properties.id === id)!.properties.name
  const missing = (state: MissingState | null) => (
    <Missing state={state ?? 'not_published'} threshold={threshold} />
  )
  return (
    <>
      <Word gap={gap} threshold={threshold} />
      <div className="tiles" aria-busy={explored.stale}>
        <div className="tile">
          <Definition of={w.demand} text={w.definitions.demand}>
            {shown?.value != null ? (
              <p className="tile-number">
                <b>{rate ? t.rate(shown.value) : t.number(shown.value)}</b>{' '}
                <span>{rate ? '‰' : t.households}</span>
                <QualityLetter letter={quality(shown.value, shown.halfWidth)} />
              </p>
            ) : (
              <p>{missing(gap.missing)}</p>
            )}
          </Definition>
          <p className="secondary">
            {[
              `${w.demand}${gap.level ? ` ${w.demandIs[gap.level]}` : ''}`,
              shown?.value != null && range(t, shown, threshold),
              rate && t.rateOf,
              gap.reason !== 'no_census' && !unlooked(language, gap) && reasonOf(language, gap),
            ]
              .filter(Boolean)
              .join(', ')}
          </p>
        </div>
        <div className="tile">
          <Definition of={w.unmet} text={w.definitions.unmet}>
            {unmet ? (
              unmet.value === null ? (
                <p>{missing('few')}</p>
              ) : (
                <p className="tile-number">
                  <b>{t.number(Math.round(unmet.value))}</b> <span>%</span>
                  <QualityLetter letter={quality(unmet.value, (unmet.high - unmet.low) / 2)} />
                </p>
              )
            ) : (
              <p>{missing('not_recorded')}</p>
            )}
          </Definition>
          <p className="secondary">
            {unmet
              ? [
                  unmet.value !== null &&
                    `${t.number(Math.round(unmet.low))}–${t.number(Math.round(unmet.high))}`,
                  w.unmetOf(t.number(unmet.of)),
                ]
                  .filter(Boolean)
                  .join(', ')
              : w.unmetMissing}
          </p>
        </div>
        <div className="tile tile-wide">
          <Definition of={w.supply} text={w.definitions.supply}>
            <p className="tile-number">
              <b>{supply ? t.number(supply.resources) : '—'}</b>
              <span>{gap.answer && `${w.supply.toLowerCase()} ${w.supplyIs[gap.answer]}`}</span>
            </p>
          </Definition>
          <p className="secondary">
            {[
              supplyTold(language, gap, view.service),
              supply && `${w.column.weight.toLowerCase()} ${t.rate(supply.weight)}`,
              gap.expected !== null && w.expected(t.rate(gap.expected)),
              unlooked(language, gap),
              touches(told, gap.area) && w.hypothesis.toLowerCase(),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      </div>
      <Acts gap={gap} act={act} open={false} />
      {role === 'coordinator' && !explored.large && (
        <Scenario view={view} act={act} explored={explored} area={area} />
      )}
      {explored.figures === 'ready' && rate && (
        <Section title={t.compare}>
          <IntervalStrip
            label={t.compare}
            unit={t.perThousand}
            {...(line === null ? {} : { reference: { label: t.city, value: line } })}
            onSelect={picked => act({ area: picked, selection: null })}
            rows={told.gaps.map(one => ({
              id: one.area,
              label: nameOf(one.area),
              value: one.rate?.value ?? null,
              ...(one.rate ? rateEnds(one, areas, threshold) : { low: 0, high: 0 }),
              emphasis: one.area === area.properties.id,
              ...(one.missing && one.missing !== 'few'
                ? { note: missingWord(d, one.missing, threshold) }
                : {}),
            }))}
          />
          <p className="secondary">{t.perThousand}</p>
        </Section>
      )}
    </>
  )
}

/** Ends of the interval of a rate: of a hidden number, those of the households behind it. */
function rateEnds({ area, households, rate }: AreaGap, areas: readonly Area[], threshold: number) {
  if (rate!.value !== null) return interval(rate!, threshold)
  const residents = areas.find(({ properties }) => properties.id === area)?.properties.residents ?? 1000
  const { low, high } = interval(households!, threshold)
  return { low: (low * 1000) / residents, high: (high * 1000) / residents }
}

export default { answer, Rail: GapRail, Panel: GapPanel, AreaPart: GapArea } satisfies QuestionPart
