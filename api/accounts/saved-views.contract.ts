/** Views that a person keeps, by themselves or in order in a dossier; shared with nobody. */
import { z } from 'zod'
import { guardFaults } from '../guard/contract.ts'
import { operation } from '../http/operation.ts'
import { resourceFaults, Text } from '../resources/contract.ts'

export const savedViewFaults = {
  ...guardFaults,
  control_characters: resourceFaults.control_characters,
  blank: resourceFaults.blank,
  address: {
    it: 'L’indirizzo di una vista comincia con / e ha al più 600 caratteri',
    en: 'The address of a view begins with / and has 600 characters at most',
  },
  too_many: {
    it: 'Hai già 200 viste salvate: eliminane qualcuna',
    en: 'You have 200 saved views already: delete some',
  },
} as const

/** Of one account. */
export const mostSavedViews = 200

export const ViewToSave = z
  .strictObject({
    name: Text(120),
    address: z
      .string()
      .max(600)
      .refine(address => /^\/(?!\/)[\x21-\x7e]*$/.test(address), { params: { fault: 'address' } })
      .meta({ description: 'Path and query of a view of this product' }),
    dossier: Text(120).nullable().default(null).meta({ description: 'Name of the dossier it is part of' }),
    position: z.int().min(0).max(10_000).default(0).meta({ description: 'Its place in the dossier' }),
    text: Text(4000).nullable().default(null).meta({ description: 'What the dossier says before the view' }),
  })
  .meta({ id: 'ViewToSave' })
export type ViewToSave = z.output<typeof ViewToSave>

export const SavedView = ViewToSave.extend({ id: z.uuid(), savedAt: z.iso.datetime() }).meta({
  id: 'SavedView',
})
export type SavedView = z.output<typeof SavedView>

const readers = ['operator', 'coordinator', 'partner'] as const
const params = z.object({ view: z.uuid() })

export const listSavedViews = operation({
  id: 'listSavedViews',
  method: 'get',
  path: '/saved-views',
  summary: 'The views that the caller has saved, by dossier and in their order',
  allow: readers,
  response: z.object({ views: z.array(SavedView) }),
})

export const saveView = operation({
  id: 'saveView',
  method: 'put',
  path: '/saved-views/{view}',
  summary: 'Save a view, or change one that is saved; its id is made by the caller',
  description:
    'Only an address is kept: what it shows is asked again by whoever opens it, as they may see it.',
  allow: readers,
  params,
  body: ViewToSave,
  response: SavedView,
  faults: savedViewFaults,
})

export const deleteView = operation({
  id: 'deleteView',
  method: 'delete',
  path: '/saved-views/{view}',
  summary: 'Delete a saved view',
  allow: readers,
  params,
  response: z.undefined(),
  status: 204,
})
