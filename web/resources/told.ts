/** A field of the census and its value in words, for a history and for a question. */
import type { EntryField } from '../../api/resources/changes.contract.ts'
import type { Resource, ResourceEntry } from '../../api/resources/contract.ts'
import type { Area, Centre } from '../../api/territory/contract.ts'
import { useHours } from '../hours/library.ts'
import { locale, useLanguage, useWords } from '../words/language.ts'
import { capacityTold, fundingTold, words as placeWords } from '../words/places.ts'
import { words as resourceWords } from '../words/resources.ts'
import { words as territoryWords } from '../words/territory.ts'
import { words } from '../words/upkeep.ts'
import { words as vocabularyWords } from '../words/vocabulary.ts'

const degrees = (value: number) =>
  new Intl.NumberFormat(locale(), { minimumFractionDigits: 5, maximumFractionDigits: 5 }).format(value)

export function useFieldWords(areas: readonly Area[], centres: readonly Centre[]) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const t = useWords(territoryWords)
  const l = useWords(placeWords)
  const v = useWords(vocabularyWords)
  const language = useLanguage()
  const { hours } = useHours()

  const place = (geometry: NonNullable<Resource['geometry']>) =>
    geometry.type === 'Point'
      ? w.point(degrees(geometry.coordinates[1]), degrees(geometry.coordinates[0]))
      : geometry.type === 'LineString'
        ? w.line(geometry.coordinates.length)
        : w.polygon
  const sayings: { [F in EntryField]?: (value: NonNullable<ResourceEntry[F]>) => string } = {
    type: type => r.types[type],
    status: status => r.statuses[status],
    visibility: visibility => r.visibilities[visibility],
    geometry: place,
    area: id => areas.find(area => area.properties.id === id)?.properties.name ?? id,
    positionQuality: quality => r.positionQualities[quality],
    keeper: id => centres.find(centre => centre.properties.id === id)?.properties.name ?? id,
    owner: ({ name, kind, taxCode }) =>
      `${name} (${r.ownerKinds[kind]})${taxCode ? `, ${r.taxCode(taxCode)}` : ''}`,
    services: r.list,
    needs: needs => r.list(needs.map(need => v.needDomain[need])),
    targetGroups: groups => r.list(groups.map(group => r.targetGroups[group])),
    cost: cost => r.costs[cost],
    accessMode: mode => r.accessModes[mode],
    openingHours: text => hours?.inWords(text, language) ?? text,
    languages: codes => r.list(codes.map(r.languageName)),
    wheelchair: answer => r.wheelchairs[answer],
    capacity: capacity => capacityTold(l, capacity),
    waitingList: waiting => (waiting ? r.yes : r.no),
    fundings: lines => lines.map(line => fundingTold(l, line)).join('; '),
    stops: stops =>
      stops
        .map(({ name, when }) =>
          [name, when && (hours?.inWords(when, language) ?? when)].filter(Boolean).join(': '),
        )
        .join('; '),
    validFrom: t.day,
    validTo: t.day,
  }
  return {
    label: (field: EntryField) => w.fields[field],
    value(field: EntryField, value: unknown): string {
      if (value === null || value === undefined || (Array.isArray(value) && value.length === 0))
        return w.empty
      const say = sayings[field] as ((value: unknown) => string) | undefined
      return say ? say(value) : String(value)
    },
  }
}
