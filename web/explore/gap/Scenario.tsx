/** «Se aprisse, se chiudesse»: a change is tried by an address, and is nowhere else. */
import { useId, useState } from 'react'
import type { ResourceType } from '../../../api/resources/types.codes.ts'
import type { Area } from '../../../api/territory/contract.ts'
import { today } from '../../observations/days.ts'
import { Button } from '../../ui/Button.tsx'
import { counts } from '../../view/gap.ts'
import { closing, mostChanges, opening } from '../../view/scenario.ts'
import { servedAreas } from '../../view/serving.ts'
import { words } from '../../words/gap.ts'
import { useWords } from '../../words/language.ts'
import { words as resourceWords } from '../../words/resources.ts'
import type { Parts } from '../questions.ts'
import { knownType, typesFor } from './services.ts'

const usualPlaces = 20
const mostPlaces = 999

export function Scenario({ view, act, explored, area }: Omit<Parts, 'answer'> & { area: Area }) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const id = useId()
  const offered = knownType(view.service) ? [knownType(view.service)!] : typesFor(view.need)
  const [picked, setPicked] = useState<ResourceType | null>(null)
  const type = picked && offered.includes(picked) ? picked : offered[0]!
  const [places, setPlaces] = useState(String(usualPlaces))
  const number = Number(places)
  const legal = Number.isInteger(number) && number >= 1 && number <= mostPlaces
  const { scenario } = view
  const full = scenario.length >= mostChanges
  const sought = { need: view.need, service: knownType(view.service) ?? null, day: today() }
  const here = explored.sources.resources.data.filter(
    resource =>
      counts(resource, sought) &&
      servedAreas(resource, explored.areas).includes(area.properties.id) &&
      !scenario.includes(closing(resource.properties.id)),
  )
  const [leaving, setLeaving] = useState('')
  const closes = here.some(({ properties }) => properties.id === leaving) ? leaving : here[0]?.properties.id
  return (
    <details className="panel-part scenario" open={scenario.length > 0 || undefined}>
      <summary>{w.tryChange}</summary>
      <p className="secondary">{w.tryNote}</p>
      <form
        className="scenario-row"
        onSubmit={event => {
          event.preventDefault()
          if (legal && !full) act({ scenario: [...scenario, opening(type, number, area.properties.id)] })
        }}
      >
        <label className="field" htmlFor={`${id}-type`}>
          {w.type}
          <select
            id={`${id}-type`}
            value={type}
            onChange={event => setPicked(event.target.value as ResourceType)}
          >
            {offered.map(one => (
              <option key={one} value={one}>
                {r.types[one]}
              </option>
            ))}
          </select>
        </label>
        <label className="field scenario-places" htmlFor={`${id}-places`}>
          {w.placesField}
          <input
            id={`${id}-places`}
            inputMode="numeric"
            value={places}
            aria-invalid={!legal}
            onChange={event => setPlaces(event.target.value)}
          />
        </label>
        <Button type="submit" kind="primary" aria-disabled={!legal || full}>
          {w.ifOpened}
        </Button>
      </form>
      {closes && (
        <form
          className="scenario-row"
          onSubmit={event => {
            event.preventDefault()
            if (!full) act({ scenario: [...scenario, closing(closes)] })
          }}
        >
          <label className="field" htmlFor={`${id}-closes`}>
            {w.ifClosed}
            <select id={`${id}-closes`} value={closes} onChange={event => setLeaving(event.target.value)}>
              {here.map(({ properties }) => (
                <option key={properties.id} value={properties.id}>
                  {properties.name}
                </option>
              ))}
            </select>
          </label>
          <Button type="submit" aria-disabled={full}>
            {w.ifOpened}
          </Button>
        </form>
      )}
    </details>
  )
}
