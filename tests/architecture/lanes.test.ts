/** How the files of the tests are shared out, and that each has its project. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareOut } from '../support/lanes.mjs'
import { projects, projectsOf, readSeconds, testFiles } from '../support/projects.mjs'

const length = (lane: { seconds: number }[]) => lane.reduce((sum, part) => sum + part.seconds, 0)
const file = (project: string, name: string, seconds: number) => ({ project, file: name, seconds })

test('the longest goes first, and what follows fills the other lane', () => {
  const files = [file('a', 'short', 2), file('a', 'long', 9), file('a', 'middle', 5), file('a', 'least', 1)]
  const lanes = shareOut(files, 2, () => 0)
  expect(lanes.map(([part]) => part!.files)).toEqual([['long'], ['middle', 'short', 'least']])
})

test('a project is started twice only where that is over sooner', () => {
  const files = Array.from({ length: 8 }, (_, at) => file('engine', `${at}`, 2))
  const projectsIn = (lanes: { project: string }[][]) => lanes.map(lane => lane.map(part => part.project))
  expect(projectsIn(shareOut([...files, file('other', 'x', 30)], 2, () => 20))).toEqual([
    ['other'],
    ['engine'],
  ])
  expect(projectsIn(shareOut(files, 2, () => 1))).toEqual([['engine'], ['engine']])
})

test('no file is lost or run twice, and no lane is longer than another by more than a file and a start', () => {
  const any = fc.array(
    fc.record({ project: fc.constantFrom('a', 'b', 'c'), file: fc.uuid(), seconds: fc.nat(200) }),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(any, fc.integer({ min: 1, max: 4 }), fc.nat(30), (files, count, start) => {
      const lanes = shareOut(files, count, () => start)
      const shared = lanes.flat().flatMap(({ project, files }) => files.map(each => `${project} ${each}`))
      expect(shared.sort()).toEqual(files.map(({ project, file }) => `${project} ${file}`).sort())
      const longest = Math.max(...files.map(({ seconds }) => seconds), 0)
      const lengths = lanes.map(length)
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(longest + start)
    }),
  )
})

test('every file is of a project, and the times on record are of files that are there', () => {
  const there = testFiles().flatMap(each => projectsOf(each).map(project => `${project} ${each}`))
  expect(new Set(there.map(each => each.split(' ')[0]))).toEqual(new Set(Object.keys(projects)))
  expect(Object.keys(readSeconds()).filter(each => !there.includes(each))).toEqual([])
})
