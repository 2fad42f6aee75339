/** One failing part says so in its own place and takes nothing else down. */
import { Component, type ReactNode } from 'react'

type Props = { children: ReactNode; fallback: (retry: () => void) => ReactNode; onRetry?: () => void }

export class Boundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError = () => ({ failed: true })
  retry = () => {
    this.props.onRetry?.()
    this.setState({ failed: false })
  }
  override render() {
    return this.state.failed ? this.props.fallback(this.retry) : this.props.children
  }
}
