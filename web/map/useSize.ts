/** The pixels that an element takes, followed as they change; null until it has been laid out. */
import { useLayoutEffect, useRef, useState } from 'react'
import type { Size } from './projection.ts'

export function useSize(): [React.RefObject<HTMLDivElement | null>, Size | null] {
  const element = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const frame = element.current
    if (!frame) return
    const measure = () => {
      const { width, height } = frame.getBoundingClientRect()
      setSize(before =>
        width === 0 || (before?.width === width && before.height === height) ? before : { width, height },
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(frame)
    return () => observer.disconnect()
  }, [])
  return [element, size]
}
