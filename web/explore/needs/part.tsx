/** *Bisogni per area*: the plain map of needs, one shade for each class, without the resources beside. */
import { needGroups } from '../../../api/disclosure/codes.ts'
import type { Area } from '../../../api/territory/contract.ts'
import { useLarge } from '../../map/census.ts'
import { sumOf } from '../../map/counts.ts'
import { type LegendEntry, legend } from '../../map/layers/areas.ts'
import { Swatch } from '../../map/Symbol.tsx'
import type { PaintedArea } from '../../map/scene.ts'
import { accessesByMonth, cityValue } from '../../view/select.ts'
import { words as disclosureWords } from '../../words/disclosure.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/territory.ts'
import { words as upkeepWords } from '../../words/upkeep.ts'
import { words as vocabularyWords } from '../../words/vocabulary.ts'
import { Comparison, Needs, Receipt, Tile } from '../figures.tsx'
import { areaLabels, headline } from '../headline.ts'
import { NeedMatrix } from '../NeedMatrix.tsx'
import type { Answer, Asked, Parts, QuestionPart } from '../questions.ts'
import { needsStatement } from './statement.ts'

function answer({ view, explored, language }: Asked): Answer {
  const w = words[language]
  const d = disclosureWords[language]
  const { areas, values, release, painted, figures } = explored
  const threshold = release?.threshold ?? 8
  const need = view.need ? vocabularyWords[language].needGroup[view.need] : w.allNeeds
  const said = headline(
    { w, d, areas, values, threshold },
    need,
    release ? w.periodShort(release.period) : '',
  )
  const { large, counts, sources, breaks } = explored
  const byRate = explored.colouredBy === 'rate'
  const known = large ? counts !== null : sources.resources.state === 'ready'
  return {
    statement: needsStatement(
      {
        release,
        areas: areas.map(({ properties: { id, name, residents } }) => ({ id, name, residents })),
        need: view.need,
        resources: of => {
          const here = (area: string | null) => of === 'all' || area === of
          if (!known) return null
          return large
            ? sumOf(counts ?? [], one => here(one.area) && (!view.group || one.group === view.group))
            : explored.scene.resources.filter(({ properties }) => here(properties.area)).length
        },
      },
      said,
      { w, d },
    ),
    paper: {
      scale: byRate ? w.perThousand : w.households,
      classes: breaks.map((to, index) =>
        w.classRange(w.number(index === 0 ? 0 : breaks[index - 1]!), w.number(to)),
      ),
      called: {},
      shows: byRate ? 'rate' : 'households',
    },
    fills: new Map(painted.map(({ area, fill }) => [area.properties.id, fill])),
    labels: areaLabels({
      w,
      d,
      areas,
      // Before the figures a label is only a name.
      values: view.layers.includes('needs') && figures !== 'loading' && figures !== 'failed' ? values : [],
      threshold,
    }),
  }
}

function NeedLegend(props: {
  painted: readonly PaintedArea[]
  breaks: readonly number[]
  shade: string | null
  onShade: (shade: string | null) => void
}) {
  const w = useWords(words)
  const d = useWords(disclosureWords)
  const keyOf = (entry: LegendEntry) => entry.pattern ?? entry.id.replace('class-', '')
  return (
    <ul className="legend">
      {legend(props.painted, props.breaks).map(entry => {
        const key = keyOf(entry)
        return (
          <li key={entry.id}>
            <button
              type="button"
              aria-pressed={props.shade === key}
              onClick={() => props.onShade(props.shade === key ? null : key)}
            >
              <Swatch colour={entry.colour} pattern={entry.pattern} />
              <span>
                {entry.pattern
                  ? d.missing[entry.pattern]
                  : w.classRange(w.number(entry.from!), w.number(entry.to!))}
              </span>
              <small>{w.classAreas(entry.areas)}</small>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function NeedsRail({ view, act, explored }: Parts) {
  const w = useWords(words)
  return (
    <>
      <section className="rail-part">
        <h2 className="section-label">{explored.colouredBy === 'rate' ? w.perThousand : w.householdsUnit}</h2>
        <NeedLegend
          painted={explored.painted}
          breaks={explored.breaks}
          shade={view.shade}
          onShade={shade => act({ shade })}
        />
      </section>
      <section className="rail-part">
        <h2 className="section-label">{w.matrixShort}</h2>
        <NeedMatrix
          rows={explored.matrix}
          areas={explored.areas}
          need={view.need}
          area={view.area}
          threshold={explored.release?.threshold ?? 8}
          onPick={pick => act({ ...pick, service: null, ...(pick.area ? { selection: null } : {}) })}
        />
        <p className="secondary">
          {w.matrixNumbers} {w.matrixHelp}
        </p>
      </section>
    </>
  )
}

function NeedsPanel(props: Parts) {
  const w = useWords(words)
  const { explored } = props
  const { release } = explored
  return (
    <>
      <header className="panel-head">
        <h2>{w.pickArea}</h2>
        <p>{w.pickAreaText}</p>
      </header>
      {explored.figures === 'ready' && (
        <>
          <Comparison {...props} />
          <Needs
            {...props}
            title={w.cityRow}
            rows={needGroups.map(need => {
              const value = cityValue(release, need)
              return {
                id: need,
                value,
                missing: value ? (value.value === null ? 'few' : null) : 'not_recorded',
              }
            })}
          />
          <Receipt explored={explored} />
        </>
      )}
    </>
  )
}

function NeedsArea({ area, ...props }: Parts & { area: Area }) {
  const { view, explored } = props
  const w = useWords(words)
  const u = useWords(upkeepWords)
  const v = useWords(vocabularyWords)
  const p = area.properties
  const threshold = explored.release?.threshold ?? 8
  const value = explored.values.find(one => one.area === p.id)
  const { large, counts } = explored
  const { resources } = explored.sources
  const first = useLarge({ area: p.id, need: view.need, group: view.group, search: '' }, null)
  const here = first
    ? first.resources
    : explored.scene.resources.filter(({ properties }) => properties.area === p.id)
  const active = here.filter(({ properties }) => properties.status === 'active')
  const places = active.reduce((sum, { properties }) => sum + (properties.capacity?.total ?? 0), 0)
  const last = accessesByMonth(explored.monthly, p.id).at(-1)
  const needName = view.need && v.needGroup[view.need]
  return (
    <>
      <div className="tiles" aria-busy={explored.stale}>
        <Tile
          figure={value?.figure ?? null}
          missing={value?.missing ?? null}
          text={needName ? w.figureNeed(needName) : w.figureAll}
          threshold={threshold}
        />
        {p.residents ? (
          <Tile
            figure={value?.rate ?? null}
            missing={value?.missing ?? null}
            unit="‰"
            text={w.rateOf}
            threshold={threshold}
          />
        ) : (
          <div className="tile">
            <p className="secondary">{w.rateMissing}</p>
          </div>
        )}
        <div className="tile">
          <p className="tile-number">
            <b>
              {large
                ? counts
                  ? w.number(
                      sumOf(
                        counts,
                        one =>
                          one.area === p.id &&
                          one.status === 'active' &&
                          (!view.group || one.group === view.group),
                      ),
                    )
                  : '—'
                : resources.state === 'ready'
                  ? w.number(active.length)
                  : '—'}
            </b>
          </p>
          <p className="secondary">
            {[
              resources.state === 'failed' && w.notLoaded,
              w.activeResources(needName),
              !large &&
                active.some(({ properties }) => properties.stale) &&
                w.toVerify(active.filter(({ properties }) => properties.stale).length),
              !large &&
                active.length > 0 &&
                u.verifiedShare(
                  Math.round(
                    (100 * active.filter(({ properties }) => !properties.stale).length) / active.length,
                  ),
                ),
              !large && places > 0 && w.places(w.number(places)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {last && (
          <Tile
            figure={last.figure}
            missing={last.figure ? (last.figure.value === null ? 'few' : null) : 'not_recorded'}
            text={w.accessesLast(w.periodShort(last.month))}
            threshold={threshold}
          />
        )}
      </div>
      {explored.figures === 'ready' && <Comparison {...props} />}
    </>
  )
}

export default { answer, Rail: NeedsRail, Panel: NeedsPanel, AreaPart: NeedsArea } satisfies QuestionPart
