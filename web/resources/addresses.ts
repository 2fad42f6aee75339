/** Addresses that the census and the centres already know, as a typed one finds them. Pure. */
import type { Resource } from '../../api/resources/contract.ts'
import type { Centre } from '../../api/territory/contract.ts'
import type { LonLat } from '../map/projection.ts'
import { pointOf } from '../map/scene.ts'

export type KnownAddress = { address: string; at: LonLat; name: string }

const words = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

export function knownAddresses(resources: readonly Resource[], centres: readonly Centre[]): KnownAddress[] {
  return [
    ...centres.flatMap(({ geometry, properties: { name, address } }) =>
      address ? [{ address, at: geometry.coordinates, name }] : [],
    ),
    ...resources.flatMap(resource => {
      const at = pointOf(resource)
      const { name, address } = resource.properties
      return at && address ? [{ address, at, name }] : []
    }),
  ]
}

/** Those that hold every word typed, the last of which may be only begun; five, each address once. */
export function matchingAddresses(typed: string, known: readonly KnownAddress[]): KnownAddress[] {
  const sought = words(typed)
  if (sought.join('').length < 3) return []
  const last = sought.at(-1)!
  const seen = new Set<string>()
  return known
    .filter(({ address }) => {
      const held = words(address)
      return (
        sought.slice(0, -1).every(word => held.includes(word)) && held.some(word => word.startsWith(last))
      )
    })
    .filter(({ address }) => {
      const key = words(address).join(' ')
      return seen.has(key) ? false : Boolean(seen.add(key))
    })
    .slice(0, 5)
}
