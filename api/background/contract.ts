/** The municipality’s own background map: one PMTiles archive, served by range requests at an address of its own. */
import { z } from 'zod'
import { operation } from '../http/operation.ts'

export const Background = z
  .object({
    url: z
      .string()
      .meta({ description: 'Path of the archive on this server; another archive has another address' }),
    bounds: z
      .tuple([z.number(), z.number(), z.number(), z.number()])
      .meta({ description: 'West, south, east, north, WGS84 degrees' }),
    minZoom: z.int(),
    maxZoom: z.int(),
    attribution: z.string().meta({ description: 'To be shown with the map, on paper too' }),
  })
  .meta({ id: 'Background' })
export type Background = z.output<typeof Background>

export const getBackground = operation({
  id: 'getBackground',
  method: 'get',
  path: '/background',
  summary: 'The municipality’s background map, if one is configured and lies here',
  allow: 'anyone',
  response: z.object({
    background: Background.nullable(),
    refused: z.enum(['elsewhere', 'unreadable']).nullable().meta({
      description: 'Why a configured file is not shown: it does not meet the territory, or cannot be read',
    }),
  }),
})
