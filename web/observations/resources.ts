/** Active resources that answer a need, asked once per need while the desk is open. */
import { useEffect, useState } from 'react'
import { boot } from '../api/boot.ts'
import { call } from '../api/call.ts'
import type { NeedDomain } from './needs.ts'

export type Answering = { id: string; name: string; area: string | null }

const kept = new Map<NeedDomain, Promise<Answering[]>>()

function ask(need: NeedDomain): Promise<Answering[]> {
  const known = kept.get(need)
  if (known) return known
  const areaName = new Map(boot.areas.features.map(area => [area.properties.id, area.properties.name]))
  const asked = call('listResources', { query: { need, status: 'active' } }).then(({ features }) =>
    features
      .map(({ properties: { id, name, area } }) => ({ id, name, area: area && (areaName.get(area) ?? area) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'it')),
  )
  kept.set(need, asked)
  asked.catch(() => kept.delete(need))
  return asked
}

export function useResources(need: NeedDomain | undefined) {
  const [answer, setAnswer] = useState<{ need: NeedDomain; resources: readonly Answering[] | null } | null>(
    null,
  )
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again for the same need
  useEffect(() => {
    if (!need) return
    let wanted = true
    ask(need).then(
      resources => wanted && setAnswer({ need, resources }),
      () => wanted && setAnswer({ need, resources: null }),
    )
    return () => {
      wanted = false
    }
  }, [need, attempt])
  const mine = answer && answer.need === need ? answer : null
  return {
    resources: mine?.resources ?? [],
    failed: mine?.resources === null,
    retry: () => setAttempt(attempt + 1),
  }
}
