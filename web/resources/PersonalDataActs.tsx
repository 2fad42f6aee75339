/** What the guard sees in a text while it is typed: marked where it stands, with one act that takes out that alone. */
import { type PersonalDatum, refusals, takenOut } from '../../api/guard/contract.ts'
import { Button } from '../ui/Button.tsx'
import { words } from '../words/form.ts'
import { useWords } from '../words/language.ts'

/** Fields of contacts that are still empty, where a contact of the service belongs. */
export type Vacant = { phone: boolean; email: boolean }
type Props = {
  /** The field of the census: what is legal in it is no matter. */
  field: string
  text: string
  vacant: Vacant
  onText: (text: string) => void
  onMove: (to: 'phone' | 'email', contact: string, text: string) => void
}

/** Characters shown on either side. */
const around = 24

export function PersonalDataActs({ field, text, vacant, onText, onMove }: Props) {
  const w = useWords(words)
  const data = refusals({ [field]: text })
  if (data.length === 0) return null
  return (
    <ul className="personal-data" aria-label={w.personalData}>
      {data.map(datum => {
        const to = destinationOf(datum, vacant)
        return (
          <li key={`${datum.index} ${datum.found}`}>
            <Excerpt text={text} datum={datum} />
            {to && (
              <Button kind="plain" onClick={() => onMove(to, datum.found.trim(), takenOut(text, datum))}>
                {w.moveTo[to]}
              </Button>
            )}
            <Button
              kind="plain"
              aria-label={w.takeOutOf(datum.found)}
              onClick={() => onText(takenOut(text, datum))}
            >
              {w.takeOut}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}

function destinationOf({ kind, found }: PersonalDatum, vacant: Vacant): 'phone' | 'email' | null {
  if (kind === 'phone' && vacant.phone) return 'phone'
  return kind === 'email' && vacant.email && /^\S+@\S+$/.test(found) ? 'email' : null
}

function Excerpt({ text, datum: { index, found } }: { text: string; datum: PersonalDatum }) {
  const from = Math.max(0, index - around)
  const end = index + found.length
  return (
    <span>
      {from > 0 && '…'}
      {text.slice(from, index)}
      <mark>{found}</mark>
      {text.slice(end, end + around)}
      {end + around < text.length && '…'}
    </span>
  )
}
