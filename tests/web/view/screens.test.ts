/** Whoever opens a link is shown what their role may, and told what is left out. */
import { expect, test } from 'vitest'
import { hiddenFrom } from '../../../web/view/screens.ts'
import { readView } from '../../../web/view/view.ts'

const asked = '/risorse?scelta=resource:r1&verifica=si&storia=si&unisci=si'
test.for([
  ['operator', []],
  ['coordinator', ['verifica=si']],
  ['partner', ['verifica=si', 'storia=si', 'unisci=si']],
] as const)('to a %s %j is not shown', ([role, hidden]) => {
  expect(hiddenFrom(readView(asked).view, role)).toEqual(hidden)
})
test.for(['/esplora?ipotesi=-r1', '/risorse?modifica=si', '/indicatori?area=sud'])(
  'to nobody is %s closed',
  address => {
    expect(hiddenFrom(readView(address).view, 'partner')).toEqual([])
  },
)
