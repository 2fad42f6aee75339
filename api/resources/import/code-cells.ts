/** Cells that stand for a code of the census, and what words they are written with. Pure. */
import { plain } from './contract.ts'

/** Words and codes of a list, written in plain form: `plain` takes away accents and signs. */
const among =
  <T>(list: readonly (readonly [T, RegExp])[]) =>
  (text: string): T | undefined =>
    list.find(([, pattern]) => pattern.test(plain(text)))?.[0]

export const statusOf = among([
  ['temporarily_closed', /^(temporarily closed|temporaneamente chius[ao]|sospes[ao])$/],
  ['closed', /^(closed|chius[ao]|inactive|defunct|cessat[ao]|inattiv[ao]|no)$/],
  ['planned', /^(planned|previst[ao]|in programma)$/],
  ['active', /^(active|open|attiv[ao]|apert[ao]|si|yes|true)$/],
] as const)
export const wheelchairOf = among([
  ['limited', /^(limited|parzial\w*|in parte|limitat[ao])$/],
  ['no', /^(no|false|non accessibile|falso)$/],
  ['yes', /^(yes|si|true|designated|accessibile|vero|wheelchair)$/],
] as const)
export const accessOf = among([
  ['referral', /\b(referral|su invio|inviat[io] da|solo su segnalazione)\b/],
  ['appointment', /\b(appuntament\w*|appointment|prenotazione|prenotarsi)\b/],
  ['free', /\b(libero|libera|walk in|diretto|free|accesso libero|yes)\b/],
] as const)
export const costOf = among([
  ['free', /^(gratis|gratuit[oaie]|free|none|no|nessun costo|senza costi|0)\b/],
  ['contribution', /\b(contributo|offerta|donation|donazione|sliding scale)\b/],
  ['paid', /^(a pagamento|paid|yes)$/],
] as const)
export const groupOf = among([
  ['multi', /^(tutti|tutte|all|everyone|tutti i cittadini|chiunque|multi|multiutenza)$/],
  ['elderly', /\b(anzian[io]|senior|seniors|elderly|dementia)\b/],
  ['disability', /\b(disabil\w*|disabled|disability|handicap)\b/],
  ['addiction', /\b(dipendenz[ae]|drug addicted|addiction)\b/],
  ['migrants', /\b(immigrat[io]|migrant[is]?|stranier[io]|refugee|displaced|rifugiat[io])\b/],
  [
    'family_minors',
    /\b(famigli[ae]|minor[ie]|bambin[io]|child|children|juvenile|orphan|family minors|giovani|ragazzi)\b/,
  ],
  [
    'adults_poverty_homeless',
    /\b(senza dimora|homeless|pover[io]|poverta|underprivileged|unemployed|indigenti|adulti)\b/,
  ],
] as const)
/** Only where the name says what kind of body it is: a guess would be a statement about somebody. */
export const ownerKindOf = among([
  ['comune', /^comune\b|\bcomune di\b/],
  ['azienda_sanitaria', /\b(asp|asl|asm|azienda sanitaria|ospedal\w+|aor)\b/],
  ['scuola_universita', /\b(scuola|istituto comprensivo|liceo|universita)\b/],
  ['odv', /\b(odv|o d v|volontariato)\b/],
  ['aps', /\b(aps|a p s|promozione sociale)\b/],
  ['impresa_cooperativa_sociale', /\b(coop|cooperativa|impresa sociale|consorzio)\b/],
  ['ente_religioso', /\b(parrocchia|caritas|diocesi|diocesana|oratorio|suore|frati)\b/],
  ['ente_filantropico', /\b(fondazione)\b/],
  ['mutuo_soccorso', /\b(mutuo soccorso)\b/],
  ['altro_ente_pubblico', /\b(provincia|regione|prefettura|inps|ministero)\b/],
  ['profit', /\b(srl|s r l|spa|s p a|sas|snc|farmacia)\b/],
] as const)

const languageNames: Record<string, string> = {
  italiano: 'it', italian: 'it', inglese: 'en', english: 'en', francese: 'fr', french: 'fr', spagnolo: 'es', spanish: 'es',
  tedesco: 'de', german: 'de', arabo: 'ar', arabic: 'ar', romeno: 'ro', rumeno: 'ro', romanian: 'ro', albanese: 'sq', albanian: 'sq',
  ucraino: 'uk', ukrainian: 'uk', russo: 'ru', russian: 'ru', cinese: 'zh', chinese: 'zh', portoghese: 'pt', portuguese: 'pt',
  bengali: 'bn', urdu: 'ur', hindi: 'hi', punjabi: 'pa', turco: 'tr', turkish: 'tr', polacco: 'pl', polish: 'pl', tagalog: 'tl',
  vietnamita: 'vi', vietnamese: 'vi', giapponese: 'ja', japanese: 'ja', coreano: 'ko', korean: 'ko', farsi: 'fa', persian: 'fa',
} // biome-ignore format: a table reads better in rows
export const languageOf = (text: string): string | undefined => {
  const word = plain(text).split(' ')[0] ?? ''
  return languageNames[word] ?? (/^[a-z]{2}$/.test(word) ? word : undefined)
}
