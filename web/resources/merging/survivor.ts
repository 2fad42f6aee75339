/** A link to a resource that was united with another leads to that one. */
import { useEffect, useState } from 'react'
import { call } from '../../api/call.ts'
import { keepResource } from '../../map/sources.ts'
import { move } from '../../view/view.ts'

/**
 * @param missing the selection of an address that is not among the resources of the census; null when none is
 * @returns whether it is being looked for, and the id of the one that an old link has led to
 */
export function useSurvivor(missing: string | null): { asking: boolean; of: string | null } {
  const [asked, setAsked] = useState<string | null>(null)
  const [of, setOf] = useState<string | null>(null)
  const id = missing?.startsWith('resource:') ? missing.slice('resource:'.length) : null
  useEffect(() => {
    if (id === null) return
    let left = false
    call('getResource', { params: { resource: id } })
      .then(resource => {
        if (left) return
        keepResource(resource)
        setOf(resource.properties.id)
        move({ selection: `resource:${resource.properties.id}` })
      })
      .catch(() => {}) // there is none: the screen says so
      .finally(() => !left && setAsked(id))
    return () => {
      left = true
    }
  }, [id])
  return { asking: id !== null && asked !== id, of }
}
