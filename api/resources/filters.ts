/** The filters of the census as conditions of a query on `resource.resource as r`. */
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { StaffDatabase } from '../db/connect.ts'
import type { NeedGroup } from '../disclosure/codes.ts'
import { resourceGroups } from './contract.ts'
import type { Narrowing } from './open-now.ts'

const protectedDomains = ['violence', 'addiction', 'justice', 'mental_health']
const domainsOf = (group: NeedGroup) => (group === 'protected' ? protectedDomains : [group])

const answers = (domains: readonly string[]) => sql<boolean>`exists (
  select from resource.resource_need n where n.resource_id = r.id and n.domain = any (${[...domains]}))`

/** Names are compared as for duplicates; up to four letters only say how a word begins. */
const named = (q: string) => sql<boolean>`(case when length(resource.name_key(${q})) <= 4
  then r.name_key ~ ('\\m' || resource.name_key(${q})) else r.name_key %> resource.name_key(${q}) end)`

type Tables = { r: StaffDatabase['resource.resource'] } & StaffDatabase

export function conditions({
  area,
  group,
  need,
  needGroup,
  status,
  q,
  hours,
}: Narrowing): RawBuilder<boolean>[] {
  return [
    ...(area ? [sql<boolean>`r.area_id = ${area}`] : []),
    ...(group ? [sql<boolean>`r.type = any (${[...resourceGroups[group]]})`] : []),
    ...(need ? [answers([need])] : []),
    ...(needGroup ? [answers(domainsOf(needGroup))] : []),
    ...(status ? [sql<boolean>`r.status = ${status}`] : []),
    ...(q ? [named(q)] : []),
    ...(hours ? [sql<boolean>`r.status = 'active' and r.opening_hours = any (${[...hours]}::text[])`] : []),
  ]
}

export const narrowed = <S>(query: SelectQueryBuilder<Tables, 'r', S>, filters: Narrowing) =>
  conditions(filters).reduce((narrower, condition) => narrower.where(condition as never), query)
