/** Whatever scrolls around an element, the column of a desk or the sheet of a phone, shows its beginning. */
export function scrollUp(element: HTMLElement | null): void {
  for (let at: HTMLElement | null = element; at && at.localName !== 'main'; at = at.parentElement)
    at.scrollTop = 0
}
