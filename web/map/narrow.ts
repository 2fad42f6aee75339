/** Whether the window is a phone's: the map then has a sheet under it instead of columns beside it. */
import { useCallback, useSyncExternalStore } from 'react'

const queries = {
  narrow: '(max-width: 760px)',
  /** A phone on its side, or a desk at 200 %: what would be under the map stands beside it. explore/narrow.css has it too. */
  beside: '(orientation: landscape) and (max-height: 560px) and (max-width: 1000px)',
}
function useMedia(query: string): boolean {
  return useSyncExternalStore(
    useCallback(
      (listener: () => void) => {
        const media = window.matchMedia(query)
        media.addEventListener('change', listener)
        return () => media.removeEventListener('change', listener)
      },
      [query],
    ),
    () => window.matchMedia(query).matches,
  )
}
export const useNarrow = (): boolean => useMedia(queries.narrow)
export const useBeside = (): boolean => useMedia(queries.beside)
