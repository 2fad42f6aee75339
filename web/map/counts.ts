/** How many resources there are, where they are too many to be counted in the page. */
import { useEffect, useState } from 'react'
import type { NeedGroup } from '../../api/disclosure/codes.ts'
import type { ResourceGroup } from '../../api/resources/contract.ts'
import { call } from '../api/call.ts'

export type Count = { area: string | null; group: ResourceGroup; status: string; count: number }

/** @returns null while nothing is known, or not wanted */
export function useCounts(wanted: boolean, need: NeedGroup | null): readonly Count[] | null {
  const [found, setFound] = useState<{ need: NeedGroup | null; counts: readonly Count[] } | null>(null)
  useEffect(() => {
    if (!wanted) return
    let open = true
    call('countResources', { query: need ? { needGroup: need } : {} }).then(
      ({ counts }) => open && setFound({ need, counts }),
      () => open && setFound(null),
    )
    return () => {
      open = false
    }
  }, [wanted, need])
  return wanted && found?.need === need ? found.counts : null
}

export const sumOf = (counts: readonly Count[], of: (count: Count) => boolean): number =>
  counts.reduce((sum, one) => (of(one) ? sum + one.count : sum), 0)
