/** What came out since the account last looked, told inside the product: no message leaves it. */
import { z } from 'zod'
import { operation } from '../http/operation.ts'
import { Period, ReleaseId } from './contract.ts'

export const getReleaseNews = operation({
  id: 'getReleaseNews',
  method: 'get',
  path: '/release-news',
  summary: 'Releases that came out since the account last looked, newest first',
  description: 'To an account that never looked the newest one is news, and not the whole past.',
  allow: ['operator', 'coordinator', 'partner'],
  response: z.object({ news: z.array(z.object({ id: ReleaseId, period: Period })) }),
})

export const seeReleases = operation({
  id: 'seeReleases',
  method: 'put',
  path: '/release-news/look',
  summary: 'The account has looked at the list of releases',
  description: 'Keeps when the newest release it was shown came out, not when it looked; no trail.',
  allow: ['operator', 'coordinator', 'partner'],
  response: z.undefined(),
  status: 204,
})
