/** Changes of the territory, for coordinators: seen first, then saved with a reason. */
import type { Router } from 'express'
import { type Context, route } from '../../http/route.ts'
import { dayOf } from '../contract.ts'
import { areaFaults } from './area/faults.ts'
import { areaImpact } from './area/impact.ts'
import { changeArea as writeArea } from './area/write.ts'
import { centreFaults, centreImpact, moveCentre as writeCentre } from './centre.ts'
import {
  changeArea,
  listTerritoryChanges,
  moveCentre,
  previewAreaChange,
  previewCentreMove,
} from './contract.ts'
import { earliestDay, type Staff } from './days.ts'
import { changes } from './history.ts'

export function territoryChanges(router: Router, context: Context, db: Staff, now: () => Date): void {
  const today = () => dayOf(now())

  route(router, context, previewAreaChange, {
    check: body => areaFaults(db, body, today(), false),
    handle: ({ body }) => areaImpact(db, body),
  })

  route(router, context, changeArea, {
    check: body => areaFaults(db, body, today(), true),
    handle: ({ body, caller }) => db.transaction().execute(trx => writeArea(trx, body, caller, today())),
  })

  route(router, context, previewCentreMove, {
    check: body => centreFaults(db, body, today()),
    handle: ({ body }) => centreImpact(db, body),
  })

  route(router, context, moveCentre, {
    check: body => centreFaults(db, body, today()),
    handle: ({ body, caller }) => db.transaction().execute(trx => writeCentre(trx, body, caller, today())),
  })

  route(router, context, listTerritoryChanges, {
    handle: async () => ({ changes: await changes(db), earliest: await earliestDay(db) }),
  })
}
