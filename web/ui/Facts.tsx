/** What is known of one thing, a line each; what is not known has no line. */
import type { ReactNode } from 'react'
import './facts.css'

export type Fact = readonly [name: string, value: ReactNode]

export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className="fields">
    {facts
      .filter(([, value]) => value)
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)
