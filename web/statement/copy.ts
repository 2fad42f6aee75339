/** Puts a text on the clipboard, also on a page served without TLS, where the newer way is not there. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  const before = document.activeElement as HTMLElement | null
  field.value = text
  field.className = 'unseen'
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  before?.focus()
  if (!done) throw new Error('not allowed to copy')
}
