/** On the card of a resource: the others that it probably is, to be united with it or told apart. */
import { useState } from 'react'
import type { Resource } from '../../../api/resources/contract.ts'
import { call } from '../../api/call.ts'
import { announce } from '../../ui/announce.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/merging.ts'
import { words as similarWords } from '../../words/similar.ts'
import type { Apart } from '../draft.ts'
import { SimilarResources } from '../SimilarResources.tsx'
import { useSimilar } from '../useSimilar.ts'

type Props = {
  resource: Resource
  onOpen: (resource: Resource) => void
  onUnite: (other: Resource) => void
}

export function LikelySame({ resource, onOpen, onUnite }: Props) {
  const w = useWords(words)
  const s = useWords(similarWords)
  const { properties: p, geometry } = resource
  const [apart, setApart] = useState<readonly Apart[]>([])
  const { similar, offline } = useSimilar({
    name: p.name,
    place: geometry?.type === 'Point' ? geometry.coordinates : null,
    phone: p.phone ?? '',
    website: p.website ?? '',
    ownerTaxCode: p.owner?.taxCode ?? '',
    exclude: p.id,
  })
  const likely = similar.filter(one => one.properties.likely && !apart.some(({ id }) => id === one.id))
  async function keepApart(all: readonly Apart[]) {
    const one = all.at(-1)!
    setApart(all)
    try {
      await call('distinguishResource', {
        params: { resource: p.id, other: one.id },
        body: { reason: one.reason, ...(one.note ? { note: one.note } : {}) },
      })
      announce(s.toldApart(one.name))
    } catch {
      setApart(before => before.filter(({ id }) => id !== one.id))
      announce(s.notToldApart)
    }
  }
  if (offline || likely.length === 0) return null
  return (
    <SimilarResources
      found={{ similar: likely, offline: false }}
      apart={[]}
      onApart={added => void keepApart([...apart, ...added])}
      onOpen={onOpen}
      same={{ label: w.choose, onSame: onUnite }}
      said={s.onCard}
    />
  )
}
