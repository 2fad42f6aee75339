/**
 * Probable names of persons: pointed out and never refused, since streets, schools, foundations and saints bear them too.
 * A name is known by a frequent first name beside another capital, by a title, or by a word that announces a person.
 */
import { apart } from './spans.contract.ts'
import { ambiguousStreetWords, streetWords } from './street-numbers.contract.ts'

export type ProbableName = { found: string; index: number }

/** Frequent in Italy, among the young and the old, and those that are no common word. */
export const firstNames = `
  Adele Adriana Adriano Agnese Alba Alberto Alessandra Alessandro Alessia Alessio Alfonso Alfredo Alice Amelia Andrea Angela
  Angelica Angelo Anita Anna Annalisa Annamaria Antonella Antonia Antonietta Antonino Antonio Arianna Armando Arturo Asia
  Aurora Barbara Beatrice Bianca Bruno Camilla Canio Carla Carlo Carmela Carmine Caterina Cecilia Chiara Cinzia Claudia
  Claudio Concetta Cosimo Cristian Cristiano Cristina Daniela Daniele Dario Davide Debora Deborah Diego Domenico Donata
  Donatella Donato Edoardo Egidio Elena Eleonora Elisa Elisabetta Emanuela Emanuele Emilia Emilio Emma Enrico Enzo Erica
  Ernesto Ester Eugenio Eva Fabio Fabrizio Federica Federico Felice Ferdinando Filippa Filippo Filomena Flavia Flavio Franca
  Francesca Francesco Franco Gabriele Gabriella Gaetano Gennaro Gerarda Gerardo Giacinto Giacomo Giada Gianfranco Gianluca
  Gianni Gianpiero Giorgia Giorgio Giovanna Giovanni Giulia Giuliana Giuliano Giulio Giuseppe Giuseppina Grazia Graziano
  Graziella Greta Guido Ida Ilaria Irene Italo Ivan Ivana Jacopo Katia Laura Lea Leonarda Leonardo Lidia Liliana Lina Livio
  Loredana Lorenzo Luca Lucia Luciana Luciano Luigi Luigia Luisa Manuela Marcella Marcello Marco Margherita Maria Marianna
  Marina Mario Marisa Marta Martina Massimo Matteo Mattia Maurizio Mauro Melissa Michela Michele Michelina Milena Mirella
  Monica Morena Nadia Nicola Nicole Nicoletta Nicolina Noemi Nunzia Nunzio Olga Ornella Ottavio Paola Paolo Pasquale Patrizia
  Piera Pierluigi Piero Pietro Raffaele Raffaella Rebecca Renato Riccardo Rita Roberta Roberto Rocchina Rocco Romina Rosa
  Rosalba Rosanna Rosaria Rosario Rossana Rossella Sabrina Salvatore Samuele Sandra Sandro Sara Saverio Savino Sebastiano
  Serena Sergio Silvana Silvia Silvio Simona Simone Sofia Sonia Stefania Stefano Susanna Tania Teodoro Teresa Tiziana Tommaso
  Ugo Umberto Valentina Valeria Valerio Vanessa Veronica Vincenza Vincenzo Viola Virginia Virginio Vitina Vito Vittorio
  Viviana Walter Zaira`
  .trim()
  .split(/\s+/)

const listOf = (words: string) => [...new Set(words.trim().split(/\s+/))]

/** First names frequent among those who came to live in Italy, as their papers spell them. */
const foreignFirstNames = listOf(`
  Abdel Abdelaziz Abdelkader Abdellah Abdou Abdoul Abdoulaye Abdul Abdullah Abubakar Adama Adebayo Adel Adnan Adrian Agim
  Agnieszka Agron Ahmad Ahmed Aicha Aissatou Aisha Alassane Albana Ali Alieu Alina Aliou Alioune Altin Amadou Amara Amina
  Aminata Amir Amira Amit Ana Anabela Anastasia Anastasiia Andreea Andrei Andriy Anila Anisa Anwar Arben Ardian Arjun Armand
  Artan Asif Asma Awa Ayesha Ayoub Aziz Bakary Balwinder Besa Besnik Bilal Binta Blerina Blessing Bogdan Boubacar Brahim
  Carmen Chidi Chinedu Chioma Claudiu Constantin Costel Dalila Daouda Darya Denisa Dmytro Dorina Dritan Edmond Ekaterina
  Elhadj Elira Emeka Emine Endrit Enkeleda Erjon Esther Fadi Faith Farah Farid Fatima Fatma Fatmir Fatou Fatoumata Fiqret
  Florentina Florin Gabriela Genti Georgeta Georgiana Gheorghe Giorgi Gurpreet Habib Hafsa Halyna Hamid Hamza Hanan Harpreet
  Hasan Hassan Hicham Hussein Ibrahim Ibrahima Idris Idrissa Ikram Ilie Ilir Imane Imran Ioan Ioana Ion Ionela Ionut Irina
  Iryna Ismail Issa Iuliana Jamal Jasmin Jaspreet Joy Juan Kadiatou Kamal Karim Kateryna Kebba Khadija Khadim Khaled Khalid
  Kiran Kofi Kujtim Kwame Laila Lamin Lamine Larbi Larisa Larysa Latifa Leila Leyla Liridon Liudmyla Luan Luljeta Luminita
  Lyubov Lyudmyla Magdalena Mahmoud Malgorzata Malick Malika Mamadou Mamun Manjit Mariam Mariama Mariana Marieme Mariya
  Marjeta Mehdi Mehmet Mihaela Mihai Mircea Modou Mohamed Mohammad Mohammed Mohsin Mor Mouhamed Moussa Moustapha Muhammad
  Mustafa Mustapha Mykola Nadiia Nadir Naima Naser Nasir Natalia Nataliia Natalya Ndeye Nelu Nicolae Nino Noor Noura Oksana
  Oleh Oleksandr Oleksandra Olena Olha Omar Oumar Oumou Ousmane Ovidiu Pape Parveen Pavlo Pedro Petru Petrit Precious Radu
  Rachid Rahma Rajesh Ramona Rania Rashid Razvan Roksana Roxana Ruslan Sadio Saida Salah Salif Saliou Samir Samira Sandeep
  Sani Serhiy Seydou Shahid Shpresa Sidi Simran Sokol Soufiane Souleymane Stefan Sukhwinder Sunita Svetlana Svitlana Tamar
  Tamara Tariq Tatiana Tetiana Tetyana Tomasz Tudor Valbona Valentyna Vasile Vasyl Victor Viktor Viktoriia Viktoriya Viorel
  Viorica Volodymyr Waleed Wanjiru Xhevahir Yana Yaroslav Yassine Yaya Yolanda Youssef Youssouf Yulia Yuliia Yuriy Yusuf
  Zahra Zainab Zakaria Zineb Zoran`)

/** Family names that hardly ever are anything else. */
const foreignFamilyNames = listOf(`
  Adeyemi Akhter Alaoui Amrani Bah Balde Barry Begum Bekteshi Benali Camara Ceesay Chaudhry Chukwu Cisse Coulibaly Cristea Dembele
  Diaby Diallo Diarra Dibra Dieng Diop Diouf Doumbia Drame Dumitru Eze Fofana Gashi Gaye Gueye Haidara Hossain Hoxha Hussain Iqbal
  Ivanenko Jallow Kaur Keita Khan Khatun Kone Konte Kovalenko Krasniqi Kumar Malik Mbaye Mendy Mensah Miah Moraru Munteanu Ndiaye
  Niang Okafor Okeke Okonkwo Osei Osmani Ouattara Owusu Petrenko Popescu Popa Rahman Rama Sall Sanogo Sarr Seck Sesay Shevchenko
  Sidibe Sillah Singh Sow Stoica Sylla Tounkara Toure Traore Uddin Ungureanu Zhang Zhou Ziu`)

/** Words with a capital that are no family name: of bodies, places and times, and how a sentence begins. */
const commonWords = new Set(
  listOf(`
  abate abbonamento accoglienza addolorata adulti agosto aiuto alla alle ambito ambulatorio amministrazione anffas annunziata anno anziani aperto apertura apostoli
  apostolo appuntamento aprile archivio arci area arte ascolto asilo asl asp associazione assunta attivo auditorium aula auser
  ausiliatrice avis azienda azione bambina bambini bambino banca banco bando bar basilica basilicata battista beata beato biblioteca
  bonus borgo borsa bottega buoni caf campo capienza capo cappella caritas casa casale caserma castello cattedrale centro chi chiesa
  chiuso chiusura cimitero circolo cisl cgil città cittadina cittadino civico classe clinica coda collegio comando comitato
  compagnia comprensivo comunale comune comunità con concorso confessore consegna congregazione consiglio consorzio consulta
  consultorio contatti contrada convento convitto cooperativa coop coro corso corte cortile croce culla dai dal dalla dalle dame data
  del della dicembre diocesi distretto doccia domande domenica don donne dormitorio duomo educativa emporio ente enti europa
  evangelista ex famiglia farmacia febbraio fermata festa festival figlie fondazione fonte fontana forum francese frati fratelli frazione
  garante gennaio giardino giornata giovani giovedì giugno goretti gratuito gruppo guardia hospice hotel ics immacolata impresa
  indirizzo inaf info inglese ingresso inps insieme istituto italia italiana italiano laboratorio largo lega legge liceo linea località
  loro lucania ludoteca luglio lunedì madonna maggio maggiore magna magno mamma mamme mare martedì martire marzo mater materna matera
  mensa mercato mercoledì messa ministero minori misericordia missione mistica monastero mons monsignor monte monumento mostra
  municipio museo natale nel nella nido nome nonna nonni nonno nostra note novembre numero nuova nuovo odv oasi ogni onlus opera
  operatori orario orari oratorio ordine orto ospedale ostello ottobre pacchi padiglione padre padri palazzetto palazzo palestra
  papa parco parrocchia pasqua patronato per pia piazza pio piscina plesso polisportiva polo ponte pontificia porta posta posti
  potenza premio presidio presso prima primo pro procura progetto proloco pronto provincia punto quartiere questa questo questura
  radio raccolta ragazzi re referente regina regione residenti rete ricovero rifugio rione riserva ritiro rsa sabato sala salita
  salone san sanità sant santa santi santissima santo santuario scala scuola seconda secondo sede segreteria senato serra servizi
  servizio settembre settore siamo signor signora sindaca sindaco sito soccorso società spagnolo spazio sport sportello stadio stanza stato
  stazione stella storia strada struttura studio sua suor suore teatro telefono tempio terza terzo tipo torre tribunale turno tutti
  ufficio uil una unione uno uomini uscita utenti valle venerdì vergine vostra via vico vicolo vigili villa villaggio villetta
  volontari zona`),
)
/** Endings of nouns and verbs that no family name has. */
const commonEnding = /(?:are|ere|ire|zione|zioni|menti|mento|ità|ismo|aggio|eria|erie|torio|tori|trice)$/iu
const isFamilyName = (word: string): boolean => {
  const plain = word.toLowerCase().replace(/^(?:l|all|nell|sull|un)['’]/u, '')
  return plain.length > 1 && !commonWords.has(plain) && !commonEnding.test(plain)
}

/** A name as it is spelt: in capitals throughout, or with the first alone. */
const anyOf = (names: readonly string[]) =>
  String.raw`(?:${names.flatMap(name => [name, name.toUpperCase()]).join('|')})(?![\p{L}'’])`
const firstName = anyOf([...new Set([...firstNames, ...foreignFirstNames])])
const familyName = anyOf(foreignFamilyNames)
const space = '[ \u00a0]+'
const start = String.raw`(?<![\p{L}\p{N}'’])`
const capital = String.raw`\p{Lu}[\p{L}'’]+`
const particle = String.raw`(?:[Dd](?:e|el|ella|i|a|'|’)[ \u00a0]?|(?:Lo|La|Li|El|Al|Ben|Abu)[ \u00a0])?`
const title = String.raw`(?:[Ss]ig(?:na|ra|r)?\.?(?:\s?(?:na|ra)\.?)?|SIG(?:NA|RA)?\.?(?:\s?(?:NA|RA)\.?)?|[Ss]ignor(?:a|e|ina)?|[Dd]ott(?:ssa|oressa|or|ore)?\.?(?:\s?ssa)?|DOTT\.?(?:SSA)?|[Dd]r(?:ssa)?\.?(?:\s?ssa)?|(?:[Aa]vv|[Ii]ng|[Gg]eom|[Rr]ag|[Aa]rch)\.|[Pp]rof(?:essore?|essoressa|ssa)?\.?(?:\s?ssa)?)`
/** Words after which a person is named. */
const announced = String.raw`(?:[Cc]hiedere\s(?:di|del|della|a)|[Pp]arlare\scon|[Rr]ivolgersi\sa|[Cc]ontattare|[Cc]hiamare|[Rr]eferent[ei]|[Rr]esponsabile|[Pp]residente|[Cc]oordinat(?:ore|rice)|[Dd]irett(?:ore|rice)|[Pp]arroco|[Vv]olontari[oa]|[Oo]perat(?:ore|rice)|[Ee]ducat(?:ore|rice)|[Aa]ssistente\ssociale|[Uu]tente|[Aa]ssistit[oa]|figli[oa]|madre|padre|marito|moglie|nipote|nonn[oa]|vicin[oa]|badante|tut(?:ore|rice)|a\scura\sdi|intestat[oa]\sa|a\snome\sdi|per\sconto\sdi)`

/** Each holds the name, and in it the words that must not be common ones. */
const namePatterns = [
  // Maria Prova, Anna Maria De Prova
  String.raw`${start}(?<name>${firstName}(?:[ \u00a0]${firstName}){0,2}${space}${particle}(?<family>${capital}))`,
  // ROSSI MARIO, De Prova Anna Maria
  String.raw`${start}(?<name>${particle}(?<family>${capital}),?${space}${firstName}(?:[ \u00a0]${firstName}){0,2})(?!${space}\p{Lu})`,
  // Awa Diop, Diop Awa
  `${start}(?<name>(?<family>${capital})${space}${familyName})`,
  `${start}(?<name>${familyName}${space}(?<family>${capital}))`,
  // sig. Rossi, la dott.ssa Anna Prova
  `${start}(?<!Nostra )${title}${space}(?<name>${particle}(?<family>${capital})(?:${space}${capital})?)`,
  // chiedere di Maria, referente: Tizia Prova
  String.raw`(?<!\p{L})${announced}[ \u00a0]?:?${space}(?:(?:il|la|lo)${space}|l['’])?(?<name>${firstName}|(?<family>${capital})${space}${particle}(?<other>${capital}))`,
].map(pattern => new RegExp(pattern, 'gu'))

/** What may stand between a body or a street and the name that it bears. */
const between = String.raw`(?:(?:d[ei]l?|dell[ao]|degli|dei|e|n|sport|lo|onlus|odv|aps|ets|asd|statale|comunale|paritaria|primaria|secondaria|media|elementare|superiore|infanzia|sociale|culturale|sportiva|nazionale|provinciale|regionale|scientifico|classico|artistico|tecnico|professionale|materna|popolare|rionale|parrocchiale|civic[oa]|polivalente|anziani|giovanile|intitolat[oa]\sal?|don|monsignor|mons|padre|beat[oa]|dottor|dott(?:\.\s?ssa|oressa)?|prof|ing|avv|on|sen|gen|cap|madre)\.?\s|dell['’])`
/** What follows is no name of what stands before: a person is announced. */
const noBearing = String.raw`(?!(?:con|da|per|chiedere|referent[ei]|responsabile|presidente|signor[ae]?|sig|vive|chiama|contattare|utente)(?!\p{L}))`
/** A street, a saint or a building bears the name: nobody is named. */
const bearer = new RegExp(
  String.raw`(?<!\p{L})(?:${streetWords}|${ambiguousStreetWords}|san|sant[ao]?|ss?|beat[ao]|madonna|nostra|don|padre|suor|suore|missionari[ei]|istituto|ist|i\.?c|comprensivo|scuola|liceo|universit[àa]|fondazione|ospedale|hospice|clinica|parrocchia|chiesa|cappella|basilica|santuario|oratorio|palazzo|palazzetto|palestra|piscina|stadio|campo|teatro|auditorium|cinema|biblioteca|museo|pinacoteca|archivio|villa|villaggio|parco|giardin[oi]|associazione|cooperativa|coop|consorzio|comitato|circolo|gruppo|lega|centro|casa|comunit[àa]|asilo|nido|convitto|collegio|residenza|rsa|sala|aula|caserma|premio|polo|farmacia|parafarmacia|ambulatorio|studio|patronato|mensa|emporio|banco|opera|istituzione|intitolat[oa]|dedicat[oa]|cooperativa\ssociale)\.?\s(?:${noBearing}\p{L}+\.?\s)?(?:al?\s)?${between}{0,3}["«“'(]?$`,
  'iu',
)

/** @returns where somebody seems to be named, for a warning and never for a refusal */
export function probableNames(text: string): ProbableName[] {
  const spans = namePatterns.flatMap(pattern =>
    [...text.matchAll(pattern)].flatMap(({ 0: all, index, groups }) => {
      const { name, family, other } = groups!
      const at = index + all.length - name!.length
      const isCommon = [family, other].some(word => word !== undefined && !isFamilyName(word))
      const before = text.slice(Math.max(0, at - 60), at)
      return isCommon || bearer.test(before) ? [] : [{ start: at, end: at + name!.length }]
    }),
  )
  return apart(spans).map(({ start: from, end }) => ({ found: text.slice(from, end), index: from }))
}
