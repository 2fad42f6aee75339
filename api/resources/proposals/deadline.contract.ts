/** Until when a proposal should be answered. Pure, without the machine's time zone. */
import { addDays, holidayOn, weekday } from '../../hours/contract.ts'

/** Working days in which a proposal is answered. */
export const answeredWithin = 5

const isWorking = (day: string) => weekday(day) !== 0 && weekday(day) !== 6 && holidayOn(day) === undefined

/** @returns the last of the working days that follow the day of the proposal: after it, it is overdue */
export function dueOn(proposed: string): string {
  let day = proposed
  for (let left = answeredWithin; left > 0; ) {
    day = addDays(day, 1)
    if (isWorking(day)) left--
  }
  return day
}
