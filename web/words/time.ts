/** The words of the control of time: periods, stretches, and going through them. */
import type { Language } from './language.ts'

export const words = {
  it: {
    time: 'Periodo pubblicato',
    grain: 'Durata',
    quarters: 'Trimestri',
    months: 'Mesi',
    several: 'Più periodi',
    severalHelp: 'Somma i periodi chiusi tra due date, o guardane uno solo',
    from: 'Dal',
    to: 'Al',
    only: 'Periodo',
    earlier: 'Periodo precedente',
    later: 'Periodo successivo',
    play: 'Scorri',
    playHelp: 'Scorre i periodi dal primo all’ultimo',
    stop: 'Ferma',
    sum: (count: number, months: boolean) =>
      `Somma di ${count} ${months ? 'mesi' : 'trimestri'} chiusi: chi torna in un altro trimestre conta di nuovo; gli errori si sommano come radice dei quadrati.`,
  },
  en: {
    time: 'Published period',
    grain: 'Length',
    quarters: 'Quarters',
    months: 'Months',
    several: 'Several periods',
    severalHelp: 'Sum the closed periods between two dates, or look at one alone',
    from: 'From',
    to: 'To',
    only: 'Period',
    earlier: 'Earlier period',
    later: 'Later period',
    play: 'Play',
    playHelp: 'Goes through the periods from the first to the last',
    stop: 'Stop',
    sum: (count: number, months: boolean) =>
      `Sum of ${count} closed ${months ? 'months' : 'quarters'}: who returns in another quarter counts again; errors add as the root of the squares.`,
  },
} satisfies Record<Language, unknown>
