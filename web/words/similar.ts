/** What is said of likely duplicates, while a resource is being described. */
import type { DifferenceReason, SimilarReason } from '../../api/resources/similar.codes.ts'

type Reasons = Record<SimilarReason, string>
type Differences = Record<DifferenceReason, string>

export const words = {
  it: {
    likely: 'Forse c’è già:',
    others: 'Da non confondere:',
    note: 'È un avviso: se è un’altra risorsa, continua.',
    announced: (likely: number, others: number) =>
      likely > 0
        ? `Forse c’è già: ${likely === 1 ? 'una risorsa' : `${likely} risorse`} da guardare, sotto il nome.`
        : `${others === 1 ? 'Una risorsa vicina o simile' : `${others} risorse vicine o simili`}, sotto il nome.`,
    cannot: 'Senza rete non si può controllare se c’è già: si può continuare.',
    reasons: {
      same_name: 'stesso nome',
      same_phone: 'stesso telefono',
      similar_name: 'nome simile',
      same_tax_code: 'stesso codice fiscale dell’ente',
      same_site: 'stesso sito',
      near: 'qui vicino',
    } satisfies Reasons,
    distance: (far: string) => `a ${far} dal mirino`,
    open: 'Apri',
    another: 'È un’altra perché…',
    bring: 'È questa: completala',
    brought: (fields: number) =>
      fields === 0
        ? 'Ciò che hai scritto c’è già: controlla e salva se cambi altro.'
        : fields === 1
          ? 'Aggiunto alla scheda ciò che le mancava: 1 campo. Controlla e salva.'
          : `Aggiunto alla scheda ciò che le mancava: ${fields} campi. Controlla e salva.`,
    toldApart: (name: string) => `Distinta da «${name}».`,
    notToldApart: 'Non si è potuto salvare: riprova.',
    onCard: {
      likely: 'Forse è la stessa di:',
      note: 'Se sono due, dillo: non verranno più proposte.',
      distance: (far: string) => `a ${far}`,
    },
    why: (name: string) => `Perché non è «${name}»`,
    differences: {
      other_body: 'è di un altro ente',
      other_service: 'è un altro servizio, nello stesso posto',
      other_branch: 'è un’altra sede',
      other: 'per un altro motivo',
    } satisfies Differences,
    noteLabel: 'Perché è un’altra',
    confirm: 'È un’altra',
    back: 'Annulla',
    missingNote: 'Scrivi perché è un’altra',
    apart: 'Tenute distinte:',
    undo: 'Rimetti',
    notKept: 'La risorsa è salvata; non si è potuto conservare perché è distinta da quelle simili.',
    phone: 'Telefono dell’ente (facoltativo)',
    website: 'Sito (facoltativo)',
  },
  en: {
    likely: 'Perhaps it is there already:',
    others: 'Not to be mistaken for:',
    note: 'A warning only: if it is another resource, go on.',
    announced: (likely: number, others: number) =>
      likely > 0
        ? `Perhaps it is there already: ${likely === 1 ? 'one resource' : `${likely} resources`} to look at, under the name.`
        : `${others === 1 ? 'One resource' : `${others} resources`} near or alike, under the name.`,
    cannot: 'Without a network nobody can check whether it is there already: you can go on.',
    reasons: {
      same_name: 'same name',
      same_phone: 'same phone',
      similar_name: 'similar name',
      same_tax_code: 'same tax code of the body',
      same_site: 'same site',
      near: 'close by',
    } satisfies Reasons,
    distance: (far: string) => `${far} from the crosshair`,
    open: 'Open',
    another: 'It is another one because…',
    bring: 'This is it: complete it',
    brought: (fields: number) =>
      fields === 0
        ? 'What you typed is there already: check, and save if you change something.'
        : fields === 1
          ? 'Added to it what it lacked: 1 field. Check and save.'
          : `Added to it what it lacked: ${fields} fields. Check and save.`,
    toldApart: (name: string) => `Told apart from “${name}”.`,
    notToldApart: 'It could not be saved: try again.',
    onCard: {
      likely: 'Perhaps the same as:',
      note: 'If they are two, say so: they will not be proposed again.',
      distance: (far: string) => `${far} away`,
    },
    why: (name: string) => `Why it is not “${name}”`,
    differences: {
      other_body: 'it belongs to another body',
      other_service: 'it is another service in the same place',
      other_branch: 'it is another branch',
      other: 'for another reason',
    } satisfies Differences,
    noteLabel: 'Why it is another one',
    confirm: 'It is another one',
    back: 'Cancel',
    missingNote: 'Write why it is another one',
    apart: 'Told apart:',
    undo: 'Put back',
    notKept: 'The resource is saved; why it differs from the ones alike could not be kept.',
    phone: 'Phone of the body (optional)',
    website: 'Website (optional)',
  },
}
