/** One view for the printer, loaded when it is first printed. */
import type { Statement } from '../view/statement.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/statement.ts'
import { Paper } from './Paper.tsx'
import { Printed } from './Printed.tsx'
import type { Picture } from './picture/picture.ts'
import type { Provenance } from './provenance.ts'
import { usePagePicture } from './tiles.ts'

type Props = {
  statement: Statement
  picture: Picture | null
  from: Provenance
  title: string
  onDone: () => void
}

export default function Page({ statement, picture, from, title, onDone }: Props) {
  const w = useWords(words)
  const whole = usePagePicture(picture, statement)
  return (
    <Printed title={title} ready={whole !== undefined} onDone={onDone}>
      <Paper {...{ statement, picture: whole ?? null, from, w }} />
    </Printed>
  )
}
