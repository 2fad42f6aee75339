/** The page as the server writes it, for screens mounted in a test: boot data first, then the answers of the API. */
import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import type { Boot } from '../../web/api/boot.ts'

configure({ asyncUtilTimeout: 60_000 }) // other tests run beside these, on as few as two cores

export const areaOf = (
  id: string,
  name: string,
  residents: number | null = 10_000,
): Boot['areas']['features'][number] => ({
  type: 'Feature',
  id,
  geometry: { type: 'MultiPolygon', coordinates: [] },
  properties: {
    id,
    name,
    subtitle: null,
    validFrom: '2019-09-01',
    residents,
    residentsOn: residents === null ? null : '2024-10-31',
    residentsSource: residents === null ? null : 'stima dimostrativa',
    labelAt: [15.8, 40.64],
    isDemo: true,
  },
})

export const boot: Boot = {
  account: null,
  demonstration: true,
  areas: {
    type: 'FeatureCollection',
    features: [
      areaOf('nord-ovest', 'Nord Ovest'),
      areaOf('centro', 'Centro'),
      areaOf('nord-est', 'Nord Est'),
      areaOf('sud', 'Sud'),
    ],
  },
}
const script = document.createElement('script')
script.type = 'application/json'
script.id = 'boot'
script.textContent = JSON.stringify(boot)
document.head.append(script)

export type Asked = {
  method: string
  path: string
  query: URLSearchParams
  body: Record<string, unknown> | null
}
export type Answers = (asked: Asked) => { status: number; body?: unknown } | 'offline'

/** Answers every call of the screen; what was asked is kept in order. */
export function answer(answers: Answers): Asked[] {
  const all: Asked[] = []
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const url = new URL(address, 'http://localhost')
    const asked: Asked = {
      method: init.method ?? 'GET',
      path: url.pathname.replace('/api/v1', ''),
      query: url.searchParams,
      body: init.body ? JSON.parse(String(init.body)) : null,
    }
    all.push(asked)
    const said = answers(asked)
    if (said === 'offline') throw new TypeError('Failed to fetch')
    return said.status === 204
      ? new Response(null, { status: 204 })
      : new Response(JSON.stringify(said.body), { status: said.status })
  })
  return all
}

export const problem = (
  type: string,
  status: number,
  errors?: { pointer: string; code: string; detail: string }[],
) => ({
  status,
  body: { type: `/problems/${type}`, title: type, status, ...(errors ? { errors } : {}) },
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})
