/** What a tile of the census can be asked for: the filters of the list. */
import { z } from 'zod'
import { Filters } from './filters.contract.ts'

export const TileQuery = Filters.extend({
  heat: z.literal('true').optional().meta({ description: 'Only how many stand in each small cell' }),
  v: z.string().max(40).optional().meta({ description: 'Anything: another value is another address' }),
})
