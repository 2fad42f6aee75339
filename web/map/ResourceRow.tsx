/** A resource in a list: its symbol, its name, a line of what matters there, and the way into its card. */
import type { ReactNode } from 'react'
import type { Resource } from '../../api/resources/contract.ts'
import { ResourceSymbol } from './ResourceDetail.tsx'

type Props = { resource: Resource; line: string; onOpen: () => void; children?: ReactNode }

export const ResourceRow = ({ resource, line, onOpen, children }: Props) => (
  <li>
    <button type="button" className="resource-row" onClick={onOpen}>
      <ResourceSymbol resource={resource} />
      <span>
        <b>{resource.properties.name}</b>
        <small>{line}</small>
      </span>
      {children}
    </button>
  </li>
)
