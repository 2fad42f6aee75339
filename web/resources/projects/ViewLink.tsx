/** A link to another view, which opens in place; with a modifier it opens as any link does. */
import type { ComponentProps } from 'react'
import { act, addressOf, type View } from '../../view/view.ts'

export const ViewLink = ({ to, ...rest }: { to: View } & Omit<ComponentProps<'a'>, 'href' | 'onClick'>) => (
  <a
    {...rest}
    href={addressOf(to)}
    onClick={event => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      act(to)
    }}
  />
)
