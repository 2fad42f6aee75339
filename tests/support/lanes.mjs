// @ts-check
/** Shares the files of the tests out to lanes that run beside each other, so that all of them end together. */

/**
 * A lane runs the files of one project in one process, which costs what the project wants before its first test.
 * @template {string} P
 * @typedef {{ project: P, files: string[], seconds: number }} Part
 */

/**
 * The longest file first, each to the lane that would end soonest with it: a lane that has not yet the file's project
 * would have to start it as well.
 * @template {string} P
 * @param {readonly { project: P, file: string, seconds: number }[]} files
 * @param {number} count of lanes
 * @param {(project: P) => number} startOf seconds before a project's first test
 * @returns {Part<P>[][]} of each lane its parts, the longest first
 */
export function shareOut(files, count, startOf) {
  /** @type {{ seconds: number, parts: Map<P, Part<P>> }[]} */
  const lanes = Array.from({ length: count }, () => ({ seconds: 0, parts: new Map() }))
  for (const { project, file, seconds } of [...files].sort((one, other) => other.seconds - one.seconds)) {
    const costs = lanes.map(lane => seconds + (lane.parts.has(project) ? 0 : startOf(project)))
    const ends = lanes.map((lane, at) => lane.seconds + /** @type {number} */ (costs[at]))
    const at = ends.indexOf(Math.min(...ends))
    const lane = /** @type {(typeof lanes)[number]} */ (lanes[at])
    const part = lane.parts.get(project) ?? { project, files: [], seconds: 0 }
    lane.parts.set(project, part)
    part.files.push(file)
    part.seconds += /** @type {number} */ (costs[at])
    lane.seconds += /** @type {number} */ (costs[at])
  }
  return lanes.map(({ parts }) => [...parts.values()].sort((one, other) => other.seconds - one.seconds))
}
