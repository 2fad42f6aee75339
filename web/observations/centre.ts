/** The name of the own centre, which the account knows only by its code. */
import { useEffect, useState } from 'react'
import { call } from '../api/call.ts'

/**
 * @param otherwise stands in where the name cannot be known
 * @returns null while it is asked for: what stands in would be taken for the name
 */
export function useCentreName(centre: string | null, otherwise: string): string | null {
  const [name, setName] = useState<string | null>(null)
  useEffect(() => {
    let wanted = true
    call('listCentres').then(
      ({ features }) =>
        wanted &&
        setName(features.find(({ properties }) => properties.id === centre)?.properties.name ?? otherwise),
      () => wanted && setName(otherwise),
    )
    return () => {
      wanted = false
    }
  }, [centre, otherwise])
  return name
}
