/** A frame is held, drawn once, and never for longer than is bearable. */
import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Hold } from '../../../web/map/hold.ts'

const given = () => {
  const map = new EventEmitter()
  const drawn = vi.fn()
  return { map, drawn, hold: new Hold(map, drawn) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('many calls for a frame are one, when what was waited for is there', async () => {
  const { map, drawn, hold } = given()
  let ready = false
  hold.until(() => ready)
  hold.frame()
  map.emit('sourcedata')
  await Promise.resolve()
  hold.frame()
  expect(drawn).toHaveBeenCalledTimes(0)
  ready = true
  map.emit('sourcedata')
  await Promise.resolve()
  expect(drawn).toHaveBeenCalledTimes(1)
  hold.frame()
  expect(drawn).toHaveBeenCalledTimes(2)
})

test('what is not there in time is not waited for, and another act does not begin the wait again', () => {
  const { drawn, hold } = given()
  hold.until(() => false)
  hold.frame()
  vi.advanceTimersByTime(100)
  hold.until(() => false)
  expect(drawn).toHaveBeenCalledTimes(0)
  vi.advanceTimersByTime(50)
  expect(drawn).toHaveBeenCalledTimes(1)
})

test('who moves the map sees it move', () => {
  const { map, drawn, hold } = given()
  hold.until(() => false)
  hold.frame()
  map.emit('movestart')
  expect(drawn).toHaveBeenCalledTimes(1)
  vi.runAllTimers()
  expect(drawn).toHaveBeenCalledTimes(1)
})

test('without a call for a frame none is drawn, and at the end nothing is left', () => {
  const { map, drawn, hold } = given()
  hold.until(() => false)
  hold.end()
  expect(drawn).toHaveBeenCalledTimes(0)
  expect([vi.getTimerCount(), map.eventNames()]).toEqual([0, []])
})
