import { createApp } from '../../api/app.ts'
import { createLogger } from '../../api/http/log.ts'
import { expect, now, servedBy, test } from '../support/app.ts'

const fault = {
  error: 'TypeError',
  screen: '/registra',
  frames: [{ file: 'Record-x.js', line: 1, column: 2 }],
}

test('a fault of a page reaches the log from anybody, a few a minute, and nothing that could hold a value does', async ({
  given,
}) => {
  const lines: string[] = []
  const logger = createLogger('warn', { write: line => lines.push(line) })
  const app = await createApp({ database: given, migration: 'test', demonstration: false, now, logger })
  const { visitor, stop } = await servedBy(app)
  try {
    expect((await visitor.post('/api/v1/page-faults', fault)).status).toBe(204)
    expect(lines.map(line => JSON.parse(line))).toMatchObject([{ level: 50, pageFault: fault }])
    for (const body of [
      { ...fault, message: 'Maria' },
      { ...fault, error: 'cannot read Maria' },
      { ...fault, screen: '/registra?nome=Maria' },
      { ...fault, frames: [{ ...fault.frames[0], file: 'Maria Rossi' }] },
      { ...fault, frames: Array(13).fill(fault.frames[0]) },
    ])
      expect((await visitor.post('/api/v1/page-faults', body)).status).toBe(422)
    const statuses = []
    for (let report = 0; report < 25; report++)
      statuses.push((await visitor.post('/api/v1/page-faults', fault)).status)
    expect(statuses.at(-1)).toBe(429)
    expect(lines.join('')).not.toContain('Maria')
  } finally {
    await stop()
  }
})

test('every answer says what time it is for the server', async ({ product }) => {
  const { headers } = await product.visitor.get('/api/v1/areas')
  expect(new Date(headers.get('date')!)).toEqual(now())
})
