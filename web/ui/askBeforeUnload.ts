/** Closing or reloading the page asks first while something typed would be lost with it. */
import { somethingWaits } from './useTyped.ts'

/** Fields of which nobody would miss what was typed: a search, a password. */
const careless = '[type="search"], [type="password"], [role="combobox"], [type="radio"], [type="file"]'
const fields = new Set<HTMLInputElement | HTMLTextAreaElement>()

function note({ target }: Event): void {
  const typing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  if (typing && !target.matches(careless) && target.closest('form, dialog')) fields.add(target)
}

/** A form that was sent or given up is no longer on the page, or is empty again. */
function isTyped(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  if (!field.isConnected) fields.delete(field)
  return field.isConnected && field.value !== ''
}

/** @returns whether something typed would go with the page; forms without fields say so by `data-unfinished` */
export const somethingTyped = (): boolean =>
  somethingWaits() || document.querySelector('[data-unfinished]') !== null || [...fields].some(isTyped)

function ask(event: BeforeUnloadEvent): void {
  if (somethingTyped()) event.preventDefault()
}

/** @returns how to stop asking */
export function askBeforeUnload(): () => void {
  document.addEventListener('input', note)
  window.addEventListener('beforeunload', ask)
  return () => {
    document.removeEventListener('input', note)
    window.removeEventListener('beforeunload', ask)
  }
}
