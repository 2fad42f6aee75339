import { expect, test } from '../support/database.ts'
test('reader cannot see records', async ({ db }) => {
  await expect((db.reader as any).selectFrom('record.access').selectAll().execute()).rejects.toMatchObject({ code: '42501' })
})
test('rolls back', async ({ db }) => {
  await db.owner.insertInto('territory.area').values({ id: 'x', position: 1 }).execute()
  await db.owner.transaction().execute(t => t.insertInto('territory.area').values({ id: 'y', position: 2 }).execute())
  expect((await db.reader.selectFrom('territory.area').selectAll().execute()).length).toBe(2)
})
