/** The group activity that the day's list hands to the tally to be corrected; it does not survive the page, and need not. */
import type { StoredGroupActivity } from '../../api/observations/group-activity.contract.ts'

let wanted: StoredGroupActivity | null = null

export const groupCorrection = {
  ask(group: StoredGroupActivity): void {
    wanted = group
  },
  wanted: (): StoredGroupActivity | null => wanted,
  end(): void {
    wanted = null
  },
}
