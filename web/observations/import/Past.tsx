/** The files recorded before, each undone while its month is open. */
import type { ImportBatch } from '../../../api/observations/import/contract.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Scroll } from '../../ui/Scroll.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { words } from '../../words/imports.ts'
import { useWords } from '../../words/language.ts'
import { words as shell } from '../../words/shell.ts'
import { capital, today } from '../days.ts'
import { instant, monthWords, number } from './told.ts'

export function Past({
  past,
  onRetry,
  onUndo,
}: {
  past: ImportBatch[] | 'loading' | 'failed'
  onRetry: () => void
  onUndo: (batch: ImportBatch) => void
}) {
  const w = useWords(words)
  const s = useWords(shell)
  const when = ({ importedAt, undoable }: ImportBatch) =>
    undoable ? instant(importedAt) : capital(monthWords(romeMonth(importedAt)))
  return (
    <Card title={w.pastTitle}>
      {past === 'loading' && <Skeleton lines={2} />}
      {past === 'failed' && (
        <Notice kind="warning" action={<Button onClick={onRetry}>{s.retry}</Button>}>
          {w.pastFailed}
        </Notice>
      )}
      {Array.isArray(past) && past.length === 0 && <p>{w.pastNone}</p>}
      {Array.isArray(past) && past.length > 0 && (
        <Scroll label={w.pastList} className="import-scroll">
          <table className="table import-stack">
            <thead>
              <tr>
                <th scope="col">{w.when}</th>
                <th scope="col" className="figure">
                  {w.accesses}
                </th>
                <th scope="col" className="figure">
                  {w.present}
                </th>
                <th scope="col">
                  <span className="unseen">{w.undo}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {past.map(batch => (
                <tr key={batch.id}>
                  <th scope="row">{when(batch)}</th>
                  <td className="figure" data-label={w.accesses}>
                    {number(batch.rows)}
                  </td>
                  <td className="figure" data-label={w.present}>
                    {batch.undoable ? number(batch.present) : '–'}
                  </td>
                  <td>
                    {batch.undoable ? (
                      <Button aria-label={w.undoOf(when(batch))} onClick={() => onUndo(batch)}>
                        {w.undo}
                      </Button>
                    ) : (
                      <span className="secondary">{w.notUndoable}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Card>
  )
}

/** The month of an instant in Rome, YYYY-MM. */
const romeMonth = (iso: string) => today(new Date(iso)).slice(0, 7)
