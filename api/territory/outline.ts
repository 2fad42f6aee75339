/** Why an outline is none, by the reason that PostGIS gives. */
import type { Bilingual } from '../http/operation.ts'

export const outlineFaults: Record<string, Bilingual> = {
  'Self-intersection': { it: 'si incrocia con sé stesso', en: 'it crosses itself' },
  'Ring Self-intersection': { it: 'tocca sé stesso', en: 'it touches itself' },
  'Too few points in geometry component': { it: 'ha troppo pochi punti', en: 'it has too few points' },
  'Hole lies outside shell': { it: 'un buco è fuori dal contorno', en: 'a hole lies outside the outline' },
  'Interior is disconnected': { it: 'un buco lo divide', en: 'a hole divides it' },
  'Nested shells': { it: 'una parte è dentro un’altra', en: 'a part lies inside another' },
}
