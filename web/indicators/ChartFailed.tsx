/** A drawing that did not load says so, and the tables stay. */
import { Button } from '../ui/Button.tsx'
import { words } from '../words/indicators.ts'
import { useWords } from '../words/language.ts'

export function ChartFailed({ retry }: { retry: () => void }) {
  const w = useWords(words)
  return (
    <p className="secondary">
      {w.chartFailed}{' '}
      <Button kind="plain" onClick={retry}>
        {w.retry}
      </Button>
    </p>
  )
}
