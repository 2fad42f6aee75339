/** Whether the window is a phone's: the map then has a sheet under it instead of columns beside it. */
import { useSyncExternalStore } from 'react'

const query = '(max-width: 760px)'
const subscribe = (listener: () => void) => {
  const media = window.matchMedia(query)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}
export const useNarrow = (): boolean =>
  useSyncExternalStore(subscribe, () => window.matchMedia(query).matches)
