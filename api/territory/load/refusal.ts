/** What the command prints of a file with faults. */
import type { Bilingual } from '../../http/operation.ts'
import { snapMetres } from './repair.ts'
import type { LoadFaults, TerritorySet } from './set.ts'

const repairHint: Bilingual = {
  it: `Con --snap i confini che distano fino a ${String(snapMetres).replace('.', ',')} m coincidono; con --clip si taglia ciò che è di un elemento che viene prima o fuori dal territorio comunale.`,
  en: `With --snap borders within ${snapMetres} m of each other are made one; with --clip what belongs to a feature before or is outside the municipality is cut off.`,
}

/** Every fault, what the command can repair by itself, and how many they are. */
export function refusal(error: LoadFaults, set: TerritorySet, language: keyof Bilingual): string {
  const { length } = error.faults
  const count: Bilingual = {
    it: `${length === 1 ? '1 errore' : `${length} errori`}: nulla è stato cambiato.`,
    en: `${length === 1 ? '1 fault' : `${length} faults`}: nothing was changed.`,
  }
  const canRepair = (set === 'areas' || set === 'cells') && error.faults.some(({ isAtBorder }) => isAtBorder)
  return [error.inLanguage(language), '', ...(canRepair ? [repairHint[language]] : []), count[language]].join(
    '\n',
  )
}
