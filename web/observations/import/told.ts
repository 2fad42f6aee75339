/** Numbers, instants and months in words; a file handed out. */
import { locale } from '../../words/language.ts'
import { dayWords } from '../days.ts'

export const number = (value: number) => value.toLocaleString(locale())
export const instant = (iso: string) =>
  new Date(iso).toLocaleString(locale(), { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Rome' })
export const monthWords = (month: string) => dayWords(`${month}-01`, { month: 'long', year: 'numeric' })

export function download(name: string, text: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
