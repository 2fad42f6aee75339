/** What is near, by distance, and the few that are handed over on a sheet. */
import { lazy, Suspense, useState } from 'react'
import type { Answering } from '../../../api/resources/contract.ts'
import { useAccount } from '../../accounts/account.tsx'
import { ResourceSymbol, useResourceLine } from '../../map/ResourceDetail.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { middleOf, type Near } from '../../view/near.ts'
import { radii, type View } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/near.ts'
import type { Parts } from '../questions.ts'
import type { Seen } from './seen.ts'
import { toldBy, useAreaName } from './told.ts'

const PrintSheet = lazy(() =>
  import('../../observations/PrintSheet.tsx').then(({ PrintSheet }) => ({ default: PrintSheet })),
)

/** Metres of 20 of them fit on a screen of the panel; the rest on request. */
const listed = 20
const onOneSheet = 3

export function NearList({ near, ...props }: Parts & { near: readonly Near[] }) {
  const { view, act, answer } = props
  const w = useWords(words)
  const told = toldBy.get(answer)!
  const areaName = useAreaName(props)
  const line = useResourceLine(areaName)
  const { role } = useAccount()
  const [all, setAll] = useState(false)
  const [picked, setPicked] = useState<readonly string[]>([])
  const [printing, setPrinting] = useState(false)
  const shown = all ? near : near.slice(0, listed)
  // Only what is near is handed over: choosing another place empties the sheet.
  const chosen = near.filter(({ resource }) => picked.includes(resource.id))
  const larger = radii.find(radius => radius > view.radius)
  if (near.length === 0)
    return (
      <Notice
        action={
          told.reach?.by !== 'border' && larger ? (
            <Button onClick={() => act({ radius: larger })}>{w.emptyAct}</Button>
          ) : undefined
        }
      >
        {told.filtered ? `${w.emptyFiltered} ` : ''}
        {w.empty}
      </Notice>
    )
  return (
    <>
      {told.matched > near.length && <p className="secondary">{w.first(near.length, told.matched)}</p>}
      <ol className="near-list">
        {shown.map(({ resource, metres }) => {
          const { id, properties: p } = resource
          const on = chosen.some(one => one.resource.id === id)
          return (
            <li key={id}>
              <button
                type="button"
                className="near-item"
                aria-label={w.open(p.name)}
                onClick={() => act({ ...keepOrigin(told, view), selection: `resource:${id}` })}
              >
                <ResourceSymbol resource={resource} />
                <span>
                  <b>{p.name}</b>
                  <small>{line(resource)}</small>
                </span>
                {metres !== null && <b className="near-metres">{w.far(metres)}</b>}
              </button>
              {role === 'operator' && p.visibility !== 'restricted' && (
                <button
                  type="button"
                  className="chip near-pick"
                  aria-pressed={on}
                  aria-label={w.onSheetOf(p.name)}
                  aria-disabled={!on && chosen.length >= onOneSheet}
                  title={!on && chosen.length >= onOneSheet ? w.sheetFull : undefined}
                  onClick={() =>
                    setPicked(
                      on
                        ? picked.filter(other => other !== id)
                        : chosen.length < onOneSheet
                          ? [...chosen.map(one => one.resource.id), id]
                          : picked,
                    )
                  }
                >
                  {w.onSheet}
                </button>
              )}
            </li>
          )
        })}
      </ol>
      {near.length > shown.length && (
        <Button onClick={() => setAll(true)}>{w.more(near.length - shown.length)}</Button>
      )}
      {chosen.length > 0 && (
        <div className="near-sheet">
          <Button kind="primary" onClick={() => setPrinting(true)}>
            {w.sheet(chosen.length)}
          </Button>
        </div>
      )}
      {printing && (
        <Suspense fallback={null}>
          <PrintSheet resources={chosen.map(handedOver)} onClose={() => setPrinting(false)} />
        </Suspense>
      )}
      <p className="secondary">{w.listNote}</p>
    </>
  )
}

/** A card that is opened does not become the place one looks from. */
const keepOrigin = ({ origin }: Seen, view: View): Partial<View> => {
  if (!origin || origin.kind === 'area' || view.around) return {}
  const [lon, lat] = middleOf(origin.shape)
  return { around: { lon, lat } }
}

/** As the sheet wants it: nothing of a person is known here, so nothing speaks against a place. */
const handedOver = ({ resource, metres }: Near): Answering => ({
  ...resource,
  properties: { ...resource.properties, distance: metres, fromCentre: null, open: null, against: [] },
})
