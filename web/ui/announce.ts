/** Says a sentence through the page's live region, for who does not see the change. */
export function announce(sentence: string): void {
  const region = document.getElementById('live')
  if (region) region.textContent = sentence
}
