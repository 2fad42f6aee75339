/** «Cosa c’è vicino a …?»: choose where, read what is there by distance, open a card or hand it over. */
import type { Area } from '../../../api/territory/contract.ts'
import { useAccount } from '../../accounts/account.tsx'
import { useNarrow } from '../../map/narrow.ts'
import { ReachOverlay } from '../../map/ReachOverlay.tsx'
import { Button } from '../../ui/Button.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Missing } from '../../ui/Missing.tsx'
import { middleOf } from '../../view/near.ts'
import { type Figure, interval } from '../../view/select.ts'
import { emptyView, type View } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/near.ts'
import { words as territoryWords } from '../../words/territory.ts'
import { Section } from '../figures.tsx'
import type { Answer, Asked, Parts, QuestionPart } from '../questions.ts'
import { NearList } from './NearList.tsx'
import { type Facts, labels, nameOf, seen, statement, withinText } from './seen.ts'
import { pick, store } from './store.ts'
import { toldBy, useAreaName } from './told.ts'
import { Where } from './Where.tsx'
import './near.css'

function answer({ view, explored, language, facts }: Asked): Answer {
  const known = facts as Facts
  const found = seen(view, explored, known)
  const { origin, reach } = found
  const w = words[language]
  const at = origin && origin.kind !== 'area' ? middleOf(origin.shape) : null
  const answered: Answer = {
    statement: statement(found, view, explored, language),
    fills: new Map(),
    labels: labels(explored),
    ...(origin && reach
      ? {
          paper: {
            scale: '',
            classes: [],
            called: {},
            shows: '',
            reach: {
              shape: reach.shape,
              straight: reach.by === 'straight',
              at,
              label: reach.by === 'border' ? '' : withinText(w, reach),
            },
          },
          over: (camera, size) => (
            <ReachOverlay
              shape={reach.shape}
              straight={reach.by === 'straight'}
              label={reach.by === 'border' ? '' : withinText(w, reach)}
              {...{ at, camera, size }}
            />
          ),
        }
      : {}),
    ...(known.picking && view.around
      ? {
          pin: {
            at: [view.around.lon, view.around.lat] as const,
            // A movement on the way: the address follows, and *back* goes to before the choosing.
            moved: ([lon, lat]: readonly [number, number]): Partial<View> => ({ around: { lon, lat } }),
            done: () => pick(false),
          },
        }
      : {}),
  }
  toldBy.set(answered, { ...found, isochrones: known.isochrones, picking: known.picking })
  return answered
}

/** On a phone the rail is far below the list: there the panel begins with the same questions. */
function Rail(props: Parts) {
  return useNarrow() ? null : <Where {...props} />
}

function Residents({ answer, ...props }: Parts) {
  const w = useWords(words)
  const areaName = useAreaName(props)
  const { reached } = toldBy.get(answer)!
  return (
    <Section title={w.residentsTitle}>
      {reached ? (
        <>
          <Definition of={w.definitions.residents.term} text={w.definitions.residents.text}>
            <b className="near-about">{w.residentsText(reached.residents)}</b>
          </Definition>
          {reached.areas.length > 1 && (
            <dl className="near-shares">
              {reached.areas.map(({ area, residents }) => (
                <div key={area ?? ''}>
                  <dt>{w.ofArea(area && areaName(area))}</dt>
                  <dd>{w.about(residents)}</dd>
                </div>
              ))}
            </dl>
          )}
          <p className="secondary">{w.residentsNote}</p>
        </>
      ) : (
        <p className="secondary">{w.residentsNone}</p>
      )}
    </Section>
  )
}

function Shares({ view, answer, ...props }: Parts) {
  const w = useWords(words)
  const areaName = useAreaName(props)
  const { shares } = toldBy.get(answer)!
  if (shares.length === 0) return null
  const told = (share: number) => (share < 5 ? w.underFive : share > 95 ? w.overNinetyFive : w.percent(share))
  return (
    <Section title={w.sharesTitle}>
      <p className="secondary">{w.sharesText(view.radius)}</p>
      <dl className="near-shares">
        {shares.map(({ area, share }) => (
          <div key={area}>
            <dt>{areaName(area)}</dt>
            <dd>
              {share === null ? (
                w.shareNone
              ) : (
                <>
                  <span className="near-bar" aria-hidden="true">
                    <span style={{ width: `${share}%` }} />
                  </span>
                  <span className="near-share">{told(share)}</span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** Two published numbers side by side and what both together prove; the pair itself is not measured. */
function Door({ answer, explored, ...props }: Parts) {
  const w = useWords(words)
  const t = useWords(territoryWords)
  const areaName = useAreaName({ explored })
  const { door } = toldBy.get(answer)!
  if (!door) return null
  const threshold = explored.monthly[0]?.threshold ?? 8
  const area = door.area === null ? null : areaName(door.area)
  const told = (figure: Figure | null, text: string) => {
    const ends = figure?.value == null ? null : interval(figure, threshold)
    return (
      <div>
        <dt>{text}</dt>
        <dd>
          {ends && figure?.value != null ? (
            <>
              <b>{t.number(figure.value)}</b>{' '}
              <small>
                {t.number(ends.low)}–{t.number(ends.high)}
              </small>
            </>
          ) : (
            <Missing state={figure ? 'few' : (door.missing ?? 'not_recorded')} threshold={threshold} />
          )}
        </dd>
      </div>
    )
  }
  const [first, last] = [door.months[0], door.months.at(-1)]
  return (
    <Section title={w.doorTitle}>
      {first && last && <p className="secondary">{w.doorMonths(t.monthShort(first), t.monthShort(last))}</p>}
      <dl className="near-shares near-door">
        {told(door.atCentre, w.atCentre)}
        {area !== null && told(door.ofArea, w.ofAreaAccesses(area))}
      </dl>
      {area === null ? (
        <p>{w.noArea}</p>
      ) : door.proven ? (
        <p>
          {door.proven.from === 'elsewhere'
            ? w.fromElsewhere(door.proven.atLeast)
            : w.toElsewhere(door.proven.atLeast, area)}
        </p>
      ) : (
        door.atCentre?.value != null && door.ofArea?.value != null && <p>{w.notProven}</p>
      )}
      <p className="secondary">{w.notMeasured}</p>
      {props.view.period && <p className="secondary">{t.periodName(props.view.period)}</p>}
    </Section>
  )
}

function Panel(props: Parts) {
  const { act, answer } = props
  const w = useWords(words)
  const narrow = useNarrow()
  const { role } = useAccount()
  const told = toldBy.get(answer)
  const { origin, reach } = told ?? {}
  if (!told || !origin || !reach)
    return (
      <>
        {narrow && <Where {...props} />}
        <div className="panel-part">
          <p>{w.startNote}</p>
        </div>
        {told && <Shares {...props} />}
      </>
    )
  const at = middleOf(origin.shape)
  return (
    <>
      {narrow && <Where {...props} />}
      <header className="panel-head">
        <p className="secondary">{withinText(w, reach)}</p>
        <h2>{nameOf(w, origin, told.named)}</h2>
      </header>
      <Section title={reach.by === 'border' ? w.listInside : w.list}>
        <NearList {...props} near={told.near} key={answer.statement.title} />
        {(role === 'operator' || role === 'coordinator') && (
          <p>
            <Button
              kind="plain"
              onClick={() =>
                act({
                  ...emptyView,
                  screen: 'resources',
                  adding: true,
                  camera: { lon: at[0], lat: at[1], zoom: 16 },
                })
              }
            >
              {w.addHere}
            </Button>
          </p>
        )}
      </Section>
      <Residents {...props} />
      <Door {...props} />
      <Shares {...props} />
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

function AreaPart({ area: _area, ...props }: Parts & { area: Area }) {
  const w = useWords(words)
  const told = toldBy.get(props.answer)
  if (told?.reach?.by !== 'border') return null
  return (
    <>
      <Section title={w.listInside}>
        <p className="secondary">{w.inside}</p>
        <NearList {...props} near={told.near} key={props.answer.statement.title} />
      </Section>
      <Residents {...props} />
      <Shares {...props} />
    </>
  )
}

export default {
  answer,
  Rail,
  Panel,
  AreaPart,
  store,
  alone: true,
  anywhere: true,
  lists: true,
} satisfies QuestionPart
