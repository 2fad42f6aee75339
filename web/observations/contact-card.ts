/** A place as a vCard 3.0 (RFC 2426), which every phone saves from a QR code without a network. */
import type { Resource } from '../../api/resources/contract.ts'
import { pointOf } from '../map/scene.ts'
import type { HoursTable } from './sheet-hours.ts'

const escaped = (text: string) => text.replace(/([\\,;])/g, '\\$1').replace(/\r?\n/g, '\\n')

/** Nothing of who asked or why: only what the place says of itself. */
export function contactCard(resource: Resource, hours: HoursTable | null): string {
  const { name, phone, address, website } = resource.properties
  const at = pointOf(resource)
  const note = hours?.rows
    .filter(({ times }) => times.length > 0)
    .map(({ days, times, note }) => `${days} ${[times.join(', '), note].filter(Boolean).join(' ')}`)
    .join('; ')
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'N:;;;;',
    `FN:${escaped(name)}`,
    `ORG:${escaped(name)}`,
    ...(phone ? [`TEL;TYPE=WORK:${phone.replace(/[^+\d]/g, '')}`] : []),
    ...(address ? [`ADR;TYPE=WORK:;;${escaped(address)};Potenza;;;Italia`] : []),
    ...(at ? [`GEO:${at[1].toFixed(5)};${at[0].toFixed(5)}`] : []),
    ...(website ? [`URL:${website}`] : []),
    ...(note ? [`NOTE:${escaped(note)}`] : []),
    'END:VCARD',
    '',
  ].join('\r\n')
}
