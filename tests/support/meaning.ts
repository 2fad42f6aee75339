/** What the import of resources knows of columns, for readers that are tried by themselves. */
import type { Meaning } from '../../api/interchange/format.ts'
import { readFile } from '../../api/interchange/read.ts'
import { fieldOf, typeOfTags } from '../../api/resources/import/columns.codes.ts'

export const ofResources: Meaning = {
  knows: column => fieldOf(column) !== undefined,
  isPhone: column => fieldOf(column) === 'phone',
  saysKind: tags => typeOfTags(tags) !== undefined,
}

/** A file as the import of resources reads it: its rows, and what was left out by code. */
export async function rowsIn(file: string | Buffer) {
  const { format, columns, rows, omissions } = await readFile(Buffer.from(file as string), ofResources)
  const left = Object.fromEntries(
    omissions.entries('it').map(({ code, count, names }) => [code, names.length > 0 ? names : count]),
  )
  return { format, columns, rows, left }
}

/** Codes and sentences of a file that is refused. */
export const refusalOf = (file: string | Buffer): Promise<{ code: string; it: string; en: string }[]> =>
  rowsIn(file).then(
    () => [],
    (error: { faults?: { code: string; detail: { it: string; en: string } }[] }) => {
      if (!error.faults) throw error
      return error.faults.map(({ code, detail }) => ({ code, ...detail }))
    },
  )
