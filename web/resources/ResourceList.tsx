/** The census as a list: its filters, what they leave, and the way into each card. */
import { type NeedGroup, needGroups } from '../../api/disclosure/codes.ts'
import { resourceGroupNames } from '../../api/resources/codes.ts'
import type { Resource, ResourceGroup } from '../../api/resources/contract.ts'
import { firstPage } from '../../api/resources/size.codes.ts'
import type { Area } from '../../api/territory/contract.ts'
import { ResourceRow } from '../map/ResourceRow.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import type { View } from '../view/view.ts'
import { words as hoursWords } from '../words/hours.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/resources.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'
import { CompletenessInRow } from './CompletenessMeter.tsx'
import { type Found, noFilters } from './found.ts'
import { VerifiedShareLine } from './projects/VerifiedShares.tsx'

type Change = (to: Partial<View>) => void
type Props = {
  view: View
  /** An act, that *Back* undoes; `move` leaves no step behind. */
  act: Change
  move: Change
  found: Found
  areas: readonly Area[]
  line: (resource: Resource) => string
  /** How a new one is begun; null for who may not. */
  add: { label: string; start: () => void } | null
}

export function ResourceList({ view, act, move, found, areas, line, add }: Props) {
  const w = useWords(words)
  const v = useWords(vocabularyWords)
  const h = useWords(hoursWords)
  const { census, large, shown, filtered, results } = found
  const none = shown.length === 0 && !large?.waiting
  return (
    <>
      <search className="resources-filters">
        <input
          type="search"
          aria-label={w.search}
          placeholder={w.search}
          value={view.search}
          onChange={event => move({ search: event.target.value })}
        />
        <div className="row">
          <label className="field">
            {w.need}
            <select
              value={view.need ?? ''}
              onChange={event => act({ need: (event.target.value || null) as NeedGroup | null })}
            >
              <option value="">{w.any}</option>
              {needGroups.map(need => (
                <option key={need} value={need}>
                  {v.needGroup[need]}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            {w.group}
            <select
              value={view.group ?? ''}
              onChange={event => act({ group: (event.target.value || null) as ResourceGroup | null })}
            >
              <option value="">{w.any}</option>
              {resourceGroupNames.map(group => (
                <option key={group} value={group}>
                  {w.groups[group]}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            {w.area}
            <select value={view.area ?? ''} onChange={event => act({ area: event.target.value || null })}>
              <option value="">{w.any}</option>
              {areas.map(({ properties }) => (
                <option key={properties.id} value={properties.id}>
                  {properties.name}
                </option>
              ))}
            </select>
          </label>
        </div>
        <div className="row">
          <Chip on={view.openNow} onClick={() => act({ openNow: !view.openNow })}>
            {h.onlyOpen}
          </Chip>
        </div>
      </search>
      {census.state === 'failed' ? (
        <Notice kind="warning" action={<Button onClick={census.retry}>{w.retry}</Button>}>
          {w.failed}
        </Notice>
      ) : found.hoursFailed ? (
        <Notice kind="warning">{h.notLoaded}</Notice>
      ) : !found.ready ? (
        <Skeleton lines={8} />
      ) : (
        <>
          <p className="secondary resources-count">
            {results}
            {filtered && (
              <button type="button" className="button button-plain" onClick={() => act(noFilters)}>
                {w.clear}
              </button>
            )}
          </p>
          <VerifiedShareLine area={view.area} />
          {none && filtered && <Notice>{w.noResults}</Notice>}
          {none && !filtered && (
            <Notice action={add && <Button onClick={add.start}>{add.label}</Button>}>{w.emptyCensus}</Notice>
          )}
          <ul className="cards" aria-label={w.listLabel}>
            {(large?.tiles ? shown.slice(0, firstPage) : shown).map(resource => (
              <ResourceRow
                key={resource.id}
                resource={resource}
                line={line(resource)}
                onOpen={() => act({ selection: `resource:${resource.properties.id}` })}
              >
                {add && <CompletenessInRow known={resource.properties} />}
              </ResourceRow>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
