/** What the partner's body owns, one click from being put right. */
import type { Account } from '../../../api/accounts/contract.ts'
import { ResourceRow } from '../../map/ResourceRow.tsx'
import { useSource } from '../../map/sources.ts'
import { useView } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/proposals.ts'
import { words as resourceWords } from '../../words/resources.ts'
import { owns } from './owns.ts'

export function OwnResources({ body }: { body: NonNullable<Account['body']> }) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const { act } = useView()
  const own = useSource('resources').data.filter(resource => owns({ body }, resource))
  return own.length === 0 ? null : (
    <section>
      <h2 className="section-label">{w.own(body.name)}</h2>
      <p className="secondary">{w.ownHelp}</p>
      <ul>
        {own.map(resource => (
          <ResourceRow
            key={resource.id}
            resource={resource}
            line={[r.types[resource.properties.type], resource.properties.stale && w.stale]
              .filter(Boolean)
              .join(' · ')}
            onOpen={() =>
              act({
                screen: 'resources',
                selection: `resource:${resource.id}`,
                area: null,
                need: null,
                group: null,
              })
            }
          />
        ))}
      </ul>
    </section>
  )
}
