/**
 * How long what the census says of a resource can be trusted: after the half-life of its group it is to be verified
 * again, after twice that long it fades. No half-life is over twelve months, so that nothing unverified for a year is
 * ever called fresh. These are first estimates: `resource.resource_check` keeps what each verification found, and the
 * share found edited or closed says whether a half-life is right.
 */
import type { ResourceGroup } from './codes.ts'

/** Months. */
export const halfLives: Record<ResourceGroup, number> = {
  // Opening hours and staff of desks follow tenders and the school year.
  access_guidance: 6,
  // Volunteers, donations and winter plans: days and rules change with the season.
  poverty_basic: 4,
  // Places fill, and the cold-weather plan opens and closes some of them.
  shelter_housing: 4,
  // The school year, which starts and ends.
  minors_family: 6,
  // Mostly projects, funded for a year at a time.
  youth: 6,
  // Contracts of several years; the day centres change with the summer.
  elderly: 9,
  disability_care: 9,
  // Buildings and services of the health authority: hours change, the place seldom does.
  health: 12,
  // Courses and calls open and close within half a year.
  work_training: 6,
  // Parks, parishes and libraries stay where they are.
  culture_sport_community: 12,
}
