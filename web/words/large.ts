/** A census too large to be listed and drawn whole. */
import { locale } from './language.ts'

const number = (value: number) => new Intl.NumberFormat(locale()).format(value)

export const words = {
  it: {
    some: (listed: number, matched: number, total: number) =>
      matched === total
        ? `Le prime ${number(listed)} di ${number(total)} risorse: stringi i filtri per vedere le altre in elenco. La mappa le mostra tutte.`
        : `Le prime ${number(listed)} di ${number(matched)} risorse che rispondono ai filtri, su ${number(total)}. La mappa le mostra tutte.`,
    narrowFirst: 'con meno di 5.000 risorse',
    firstOf: (listed: number, all: number) => `Le prime ${number(listed)} di ${number(all)}`,
  },
  en: {
    some: (listed: number, matched: number, total: number) =>
      matched === total
        ? `The first ${number(listed)} of ${number(total)} resources: narrow the filters to list the others. The map shows them all.`
        : `The first ${number(listed)} of ${number(matched)} resources that match, out of ${number(total)}. The map shows them all.`,
    narrowFirst: 'with fewer than 5,000 resources',
    firstOf: (listed: number, all: number) => `The first ${number(listed)} of ${number(all)}`,
  },
}
