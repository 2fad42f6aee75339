/** The quiet way from the desk to the import of a file. */
import { act, addressOf, emptyView } from '../view/view.ts'
import { words } from '../words/imports.ts'
import { useWords } from '../words/language.ts'

const there = { ...emptyView, screen: 'import' as const }

export function ImportLink() {
  const w = useWords(words)
  return (
    <p className="secondary">
      <a
        href={addressOf(there)}
        onClick={event => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
          event.preventDefault()
          act(there)
        }}
      >
        {w.link}
      </a>
    </p>
  )
}
