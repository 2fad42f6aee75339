/** Asks which resources may be the one being described, a moment after the last key, and drops what is overtaken. */
import { useEffect, useState } from 'react'
import type { Similar } from '../../api/resources/similar.contract.ts'
import { taxCodeFault } from '../../api/resources/tax-code.contract.ts'
import { CallProblem, call } from '../api/call.ts'
import type { LonLat } from '../map/projection.ts'
import { taxCodeOf } from './draft.ts'

/** With the answer of the server it stays under the 300 ms in which a list seems to follow the typing. */
const pauseMs = 120
/** Letters after which a name says something. */
const enough = 3

export type SimilarTo = {
  name: string
  place: LonLat | null
  phone?: string
  website?: string
  /** Of the body that runs it, as typed. */
  ownerTaxCode?: string
  exclude?: string
}
export type Found = { similar: readonly Similar[]; offline: boolean }
const nothing: Found = { similar: [], offline: false }

/** What was found stays on the page until the next answer comes, so that a list does not blink at every key. */
export function useSimilar({
  name,
  place,
  phone = '',
  website = '',
  ownerTaxCode = '',
  exclude,
}: SimilarTo): Found {
  const [found, setFound] = useState(nothing)
  const typed = name.trim().slice(0, 200)
  const [lon, lat] = place ?? []
  const code = taxCodeOf(ownerTaxCode)
  // Half a code is nobody's.
  const taxCode = code && !taxCodeFault(code) ? code : ''
  const asks = (typed.match(/[\p{L}\p{N}]/gu) ?? []).length >= enough
  useEffect(() => {
    if (!asks) return setFound(nothing)
    const overtaken = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const { features } = await call(
          'findSimilarResources',
          {
            body: {
              name: typed,
              ...(lon === undefined || lat === undefined
                ? {}
                : { position: { type: 'Point' as const, coordinates: [lon, lat] as [number, number] } }),
              ...(phone.trim() ? { phone: phone.trim().slice(0, 40) } : {}),
              ...(website.trim() ? { website: website.trim().slice(0, 500) } : {}),
              ...(taxCode ? { taxCode } : {}),
              ...(exclude ? { exclude } : {}),
            },
          },
          overtaken.signal,
        )
        if (!overtaken.signal.aborted) setFound({ similar: features, offline: false })
      } catch (error) {
        if (overtaken.signal.aborted) return
        setFound({ similar: [], offline: error instanceof CallProblem && error.problem.status === 0 })
      }
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      overtaken.abort()
    }
  }, [asks, typed, lon, lat, phone, website, taxCode, exclude])
  return found
}
