/** How large the sheet is written: one place is one page of A5, up to three are two. */

/** Parts of the full size, 14 points; at the last one, 11 points, what does not fit goes over, and nothing is lost. */
const parts = [1, 13 / 14, 12 / 14, 11 / 14]
/** What the margins leave of 210 mm, and half a millimetre for the printer’s rounding. */
const pageMillimetres = 193.5
const pixelsPerMillimetre = 96 / 25.4

/** Pages that blocks fill, one after another, none of them cut where it fits on a page. */
export function pagesFilled(heights: readonly number[], page: number): number {
  let pages = 1
  let filled = 0
  for (const height of heights) {
    if (filled > 0 && filled + height > page) {
      pages += 1
      filled = 0
    }
    filled += height
    for (; filled > page; filled -= page) pages += 1
  }
  return pages
}

/** Each block down to where the next one begins, pixels. */
function heightsOf(sheet: Element): number[] {
  const tops = [...sheet.children].map(block => block.getBoundingClientRect().top)
  const end = sheet.getBoundingClientRect().bottom
  return tops.map((top, index) => (tops[index + 1] ?? end) - top)
}

const fits = (sheet: Element) =>
  sheet.querySelectorAll('article').length > 1
    ? pagesFilled(heightsOf(sheet), pageMillimetres * pixelsPerMillimetre) <= 2
    : sheet.scrollHeight <= sheet.clientHeight

/** Writes the sheet as large as it fits; it must be laid out, at the width of the page. */
export function fitOnPaper(sheet: HTMLElement): void {
  for (const part of parts) {
    sheet.style.setProperty('--fit', String(part))
    if (fits(sheet)) return
  }
}
