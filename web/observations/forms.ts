/**
 * The shape in which an access waits in the browser. A record may wait for days while the product is replaced
 * underneath, so each entry says which shape it has, and an older one is brought forward step by step.
 */

/** Of `AccessRecord` and `GroupActivity` as they are now. Whoever changes its shape adds a migration below and counts one up here. */
export const formVersion = 3

type Older = Record<string, unknown>
/** The step at index n brings form n + 1 to form n + 2; it throws when an answer has no place any more. */
export const migrations: readonly ((record: Older) => Older)[] = [
  // 1 → 2: a need names up to three resources instead of one.
  record => ({
    ...record,
    needs: (record.needs as Older[]).map(({ resource, ...need }) =>
      resource === undefined ? need : { ...need, resources: [resource] },
    ),
  }),
  // 2 → 3: an activity with a group can wait too; an access, taps of an older page among them, stays what it was.
  record => record,
]

/** @throws when a step is missing or cannot be taken: the record is then kept as it is, and shown */
export function broughtForward(
  record: unknown,
  form: number,
  to: number = formVersion,
  steps: typeof migrations = migrations,
): unknown {
  let now = record
  for (let at = form; at < to; at++) {
    const step = steps[at - 1]
    if (!step) throw new Error(`no way from form ${at}`)
    now = step(now as Older)
  }
  return now
}
