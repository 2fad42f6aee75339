/** The words of the control of time: periods, stretches, and going through them. */
import type { Language } from './language.ts'

export type PeriodKind = 'month' | 'quarter' | 'year'

export const words = {
  it: {
    time: 'Periodo pubblicato',
    grain: 'Durata',
    quarters: 'Trimestri',
    months: 'Mesi',
    several: 'Più periodi',
    severalHelp: 'Somma i periodi chiusi tra due date, o guardane uno solo',
    from: { quarter: 'Dal', month: 'Da', year: 'Dall’' },
    to: { quarter: 'Al', month: 'A', year: 'All’' },
    only: 'Periodo',
    earlier: 'Periodo precedente',
    later: 'Periodo successivo',
    play: 'Scorri',
    playHelp: 'Scorre i periodi dal primo all’ultimo',
    stop: 'Ferma',
    sum: (count: number, kind: PeriodKind) =>
      `Somma di ${count} ${{ month: 'mesi', quarter: 'trimestri', year: 'anni' }[kind]} chiusi: chi torna in un altro ${kind === 'year' ? 'anno' : 'trimestre'} conta di nuovo; gli errori si sommano come radice dei quadrati.`,
  },
  en: {
    time: 'Published period',
    grain: 'Length',
    quarters: 'Quarters',
    months: 'Months',
    several: 'Several periods',
    severalHelp: 'Sum the closed periods between two dates, or look at one alone',
    from: { quarter: 'From', month: 'From', year: 'From' },
    to: { quarter: 'To', month: 'To', year: 'To' },
    only: 'Period',
    earlier: 'Earlier period',
    later: 'Later period',
    play: 'Play',
    playHelp: 'Goes through the periods from the first to the last',
    stop: 'Stop',
    sum: (count: number, kind: PeriodKind) =>
      `Sum of ${count} closed ${kind}s: who returns in another ${kind === 'year' ? 'year' : 'quarter'} counts again; errors add as the root of the squares.`,
  },
} satisfies Record<Language, unknown>
