/** Rows of a CSV file as a spreadsheet writes it: comma, semicolon or tab, quotes (RFC 4180), any line end. */

/** @returns each row with the line it starts on, from 1; blank lines are left out */
export function csvRows(text: string): { line: number; cells: string[] }[] {
  const body = text.replace(/^\ufeff/, '')
  const header = body.split(/\r\n|\n|\r/, 1)[0] ?? ''
  // Italian spreadsheets separate by semicolons, because the comma is theirs for decimals.
  const separator = [';', '\t', ','].find(sign => header.includes(sign)) ?? ','
  const rows: { line: number; cells: string[] }[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let start = 1
  const endRow = () => {
    cells.push(cell)
    if (cells.some(value => value.trim() !== '')) rows.push({ line: start, cells })
    cells = []
    cell = ''
    start = line + 1
  }
  for (let at = 0; at < body.length; at++) {
    const sign = body[at]!
    if (quoted) {
      if (sign === '\n') line++
      if (sign !== '"') cell += sign
      else if (body[at + 1] === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === separator) {
      cells.push(cell)
      cell = ''
    } else if (sign === '\n' || (sign === '\r' && body[at + 1] !== '\n')) {
      endRow()
      line++
    } else if (sign !== '\r') cell += sign
  }
  endRow()
  return rows
}
