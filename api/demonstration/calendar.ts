/** Months as text, and their days. Pure, without the machine's time zone. */
import { addDays, holidayOn, weekday } from '../hours/contract.ts'

/** @param month YYYY-MM */
export const addMonths = (month: string, months: number): string => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

export const monthOf = (day: string): string => day.slice(0, 7)

/** First month of the quarter of a month. */
export const quarterStart = (month: string): string =>
  `${month.slice(0, 4)}-${String(Math.floor((Number(month.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}`

export const daysOf = (month: string): string[] => {
  const days: string[] = []
  for (let day = `${month}-01`; monthOf(day) === month; day = addDays(day, 1)) days.push(day)
  return days
}

/** Monday to Friday, holidays aside. */
export const isWorkingDay = (day: string): boolean =>
  weekday(day) !== 0 && weekday(day) !== 6 && holidayOn(day) === undefined
