/** The demonstration's city as its files say, without a database; areas of resources by Turf. */
import { booleanPointInPolygon, pointOnFeature } from '@turf/turf'
import { readCensus } from '../../api/demonstration/census.ts'
import type { City } from '../../api/demonstration/records.ts'
import { geodata, lateOpening } from '../../api/demonstration/territory.ts'
import { openWeekdays } from '../../api/observations/working-days.ts'
import { readPopulation } from '../../api/territory/population.ts'

export const featuresOf = (path: string): any[] => JSON.parse(geodata(path)).features

export function demonstrationCity(today: string): City & { statuses: Map<string, string> } {
  const areas = featuresOf('areas/areas.geojson')
  const names = areas.map(({ properties }) => properties)
  const { rows } = readPopulation(geodata('population/population.csv'), names, '9999-12-31')
  const census = readCensus(geodata('resources/resources.geojson'), today)
  return {
    areas: rows.flatMap(({ area, residents }) => (area ? [{ id: area, residents }] : [])),
    cells: featuresOf('cells/cells.geojson').flatMap(({ properties: { id, area, population } }) =>
      area ? [{ id, area, residents: population }] : [],
    ),
    centres: featuresOf('centres/centres.geojson').map(({ properties }) => ({
      id: properties.id,
      area: properties.area,
      openedOn: properties.id === 'porta-nord-est' ? lateOpening(today) : properties.validFrom,
      weekdays: openWeekdays(properties.openingHours),
    })),
    resources: census
      .filter(({ entry }) => entry.status === 'active' && entry.visibility !== 'restricted')
      .map(({ id, entry }) => ({
        id,
        needs: entry.needs,
        area:
          areas.find(area => booleanPointInPolygon(pointOnFeature(entry.geometry as never), area))?.properties
            .id ?? null,
      })),
    statuses: new Map(census.map(({ id, entry }) => [id, entry.status])),
  }
}
