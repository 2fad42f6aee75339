/**
 * Tells the server's log that these pages have a fault: which kind of error and where in the code, never its message,
 * which could quote what somebody typed.
 */
import table from 'virtual:operations'
import { type PageFault, pageFaultLimits } from '../../api/page-faults/codes.ts'

/** A fault that repeats at each key is told once; a page that is broken altogether tells a few. */
const mostReports = 10
const reports = new Set<string>()

/** `at name (https://host/assets/file-hash.js:1:2345)`, and Firefox and Safari's `name@https://…:1:2345` */
const frame = /\/([\w.-]+\.(?:m?js|tsx?))(?:\?[^:)]*)?:(\d+):(\d+)\)?\s*$/

export function pageFaultOf(error: unknown, path: string): PageFault {
  const { name, stack } = error instanceof Error ? error : new Error()
  const frames = (error instanceof Error ? (stack ?? '') : '').split('\n').flatMap(line => {
    const [, file, row, column] = frame.exec(line) ?? []
    return file
      ? [{ file: file.slice(0, pageFaultLimits.file), line: Number(row), column: Number(column) }]
      : []
  })
  return {
    error: (/^\w+$/.test(name) ? name : 'Error').slice(0, pageFaultLimits.error),
    screen: /^\/[a-z-]*(\/[a-z-]+)*$/.test(path) ? path.slice(0, pageFaultLimits.screen) : '/',
    frames: frames.slice(0, pageFaultLimits.frames),
  }
}

export function reportPageFault(error: unknown): void {
  console.error(error)
  const body = JSON.stringify(pageFaultOf(error, globalThis.location?.pathname ?? '/'))
  if (reports.has(body) || reports.size >= mostReports) return
  reports.add(body)
  const [method, path] = table.reportPageFault!
  // `keepalive`: the page may be about to be reloaded because of it. Nothing waits for the answer.
  fetch(`/api/v1${path}`, {
    method: method.toUpperCase(),
    headers: { 'content-type': 'application/json' },
    body,
    keepalive: true,
  }).catch(() => {})
}

/** From now on what nobody catches is reported too. */
export function reportUncaughtFaults(): void {
  window.addEventListener('error', ({ error }) => error && reportPageFault(error))
  window.addEventListener('unhandledrejection', ({ reason }) => {
    if (reason instanceof Error && reason.name !== 'AbortError' && !('problem' in reason))
      reportPageFault(reason)
  })
}
