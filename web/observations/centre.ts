/** The name of the own centre, which the account knows only by its code. */
import { useEffect, useState } from 'react'
import { call } from '../api/call.ts'

export function useCentreName(centre: string | null): string | null {
  const [name, setName] = useState<string | null>(null)
  useEffect(() => {
    let wanted = true
    call('listCentres').then(
      ({ features }) =>
        wanted &&
        setName(features.find(({ properties }) => properties.id === centre)?.properties.name ?? null),
      () => {}, // the name of the account stands in for it
    )
    return () => {
      wanted = false
    }
  }, [centre])
  return name
}
