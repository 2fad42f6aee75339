/** What happened, what was kept and what to do, in place: `warning` is amber with words, never colour alone. */
import type { ReactNode } from 'react'

type Props = { kind?: 'info' | 'warning'; children: ReactNode; action?: ReactNode }

export const Notice = ({ kind = 'info', children, action }: Props) => (
  <div className={`notice notice-${kind}`} role={kind === 'warning' ? 'alert' : undefined}>
    <div>{children}</div>
    {action}
  </div>
)
