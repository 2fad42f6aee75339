/** The page as the server writes it, taken apart to be kept and put together again when the server is away. */
import type { Boot } from '../api/boot.ts'

/** The two parts that the server writes into the page; the rest is the build's. */
export type PageParts = { boot: Boot; outline: string }

const bootElement = /(<script [^>]*id="boot"[^>]*>)([\s\S]*?)(<\/script>)/
const outlineElement = /(<div id="root">)([\s\S]*?)(<\/div>)/

/** @returns undefined for a page that is not ours, such as a gateway's */
export function partsOf(html: string): PageParts | undefined {
  try {
    const boot: Boot = JSON.parse(bootElement.exec(html)![2]!)
    return { boot, outline: outlineElement.exec(html)![2]! }
  } catch {
    return undefined
  }
}

/** @param template the page of the build, with its places still empty */
export const pageOf = (template: string, { boot, outline }: PageParts): string =>
  template
    .replace(bootElement, (_all, opening, _old, closing) =>
      // `<` could end the element.
      [opening, JSON.stringify(boot).replaceAll('<', '\\u003c'), closing].join(''),
    )
    .replace(outlineElement, (_all, opening, _old, closing) => [opening, outline, closing].join(''))
