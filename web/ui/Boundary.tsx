/** One failing part says so in its own place and takes nothing else down. */
import { Component, type ReactNode } from 'react'
import { reportPageFault } from '../api/reportPageFault.ts'

type Props = { children: ReactNode; fallback: (retry: () => void) => ReactNode; onRetry?: () => void }

export class Boundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError = () => ({ failed: true })
  override componentDidCatch(error: unknown) {
    reportPageFault(error)
  }
  retry = () => {
    this.props.onRetry?.()
    this.setState({ failed: false })
  }
  override render() {
    return this.state.failed ? this.props.fallback(this.retry) : this.props.children
  }
}
