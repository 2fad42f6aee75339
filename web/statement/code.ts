/** The QR code of an address, as a path on a grid of unit squares. */
import encodeQR from 'qr'

export function codeOf(text: string): { side: number; d: string } {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 })
  const d = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1Z`] : []))).join('')
  return { side: rows.length, d }
}
