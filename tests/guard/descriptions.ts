/** What operators rightly write of a service: full of figures, and of nobody. */

const written = `
Sportello aperto lun-ven 9-13 e mar 15.30-17.30, tel. in struttura.
Mo-Fr 09:00-13:00; Tu,Th 15:30-17:30; PH off
Mo-Fr 0900-1300
Mo-Sa 12:00-13:30; Mo-Sa 19:00-20:00
Aperto dal 01/09/2025 al 30/06/2026, ore 09.00-13.00.
Dalle 08.30 alle 12.30, il martedì anche 15.00-18.00.
Orario: 08-13 / 15-18 nei feriali.
Orario invernale 9,30-12,30; estivo 17-20.
Aperto 24/7, 365 giorni l’anno.
Pranzo alle 12.30, cena alle 19.00, circa 80 pasti al giorno.
ISEE sotto 9.360 euro.
ISEE fino a 15.000,00 € per il primo contributo, 20.000 per il secondo.
Soglia ISEE 6.702,54 euro, nuclei con 3 o più minori.
Contributo di 10 € al mese, 5 € per il secondo figlio.
Retta da 120 a 350 euro secondo la fascia ISEE.
Buoni spesa da 50 a 400 euro una tantum.
Finanziamento PNRR 710.000 euro, Missione 5 Componente 2 Investimento 1.3.2.
Progetto da 350.000.000 euro su base nazionale, 2021-2027.
Importo 1.250.000,00 euro, cofinanziato al 20 %.
Ente del Terzo settore ai sensi del D.Lgs. 117/2017.
Iscritto al RUNTS, ex D.Lgs. 117/2017 art. 46 c. 1 lett. a).
Servizio ex L. 328/2000 art. 22 e D.P.C.M. 29/11/2001.
Legge 104/1992, art. 3 commi 1 e 3; L. 68/1999.
L.R. Basilicata 4/2007 e DGR 917/2015.
DGR n. 0917/2015, BUR 33 del 16.08.2015.
D.M. 77/2022, casa della comunità hub.
Regolamento UE 2016/679, informativa all’ingresso.
Autorizzazione prot. n. 0012345/2023 del 12/05/2023.
Prot. 34567 del 3 marzo 2024.
Delibera di Giunta n. 45 del 10.03.2025.
Determina 0345678912 del registro generale.
Codice progetto CUP B31H17000060006.
CIG 8765432A1B, lotto 2.
P.IVA 01234567897
Partita IVA 01234567897, ente non commerciale.
C.F. dell’associazione 96012345678.
Codice fiscale dell’ente: 80012345678
Iscrizione REA PZ 123456.
CAP 85100, zona nord-ovest.
85100 Potenza (PZ)
Via Mallet, 85100 Potenza
Sede in via Mallet, senza numero.
Via Mallet snc
Via Nazario Sauro s.n.c., ingresso dal cortile.
Piazza Don Bosco, accanto alla chiesa.
Ingresso da via Danzi, secondo piano.
Ingresso da via Danzi, 2° piano, scala B.
Piazza Matteotti, 1° piano senza ascensore.
Corso XVIII Agosto 1860, angolo prefettura.
In corso 18 Agosto 1860, vicino alla scalinata.
Via IV Novembre, di fronte alla scuola.
Via 4 Novembre, davanti alla scuola.
Piazza XX Settembre, sotto i portici.
Via 25 Aprile, fermata del bus.
Contrada Bucaletto, prefabbricati verso il fiume.
Viale Dante, 3 fermate dal terminal.
Viale Marconi 20 posti auto riservati.
Largo Rosica, 2 gradini all’ingresso.
Fermata viale del Basento linea 3, ogni 20 minuti.
Linee 10 e 12, fermata via Tirreno ogni 30 minuti.
Autobus 4, 6 e 13 da piazza Zara.
In via Mallet 9-13, il sabato 10-12.
In via Roma 9.00-13.00.
A 200 metri da piazza Prefettura.
A 1,5 km da via Appia, strada in salita.
Strada statale 407 Basentana, uscita Potenza Centro.
Strada Provinciale 32, km 4.
S.S. 7 Appia km 460.
Dalla strada 3 gradini e una rampa al 12 %.
Corso di italiano A2, 80 ore in 4 mesi.
Corso di italiano L2 livello B1, 2 edizioni.
Corso OSS 1000 ore, stage 450 ore.
Corso base di informatica: 10 lezioni da 2 ore.
Corso per badanti, 60 ore, gratuito.
Corso Excel 2 livelli, 20 posti.
Corsi serali 19-21, da ottobre 2025.
Corso di cucito n. 2, primavera.
Largo ai giovani 2026, bando da 30 borse.
Iscrizioni via mail entro 3 giorni dall’avviso.
Prenotazione via telefono 2 giorni prima.
Prenotazione via app o via web, 24 ore su 24.
In via sperimentale per 12 mesi.
In via prioritaria 10 posti a nuclei monogenitoriali.
In via eccezionale 2 volte l’anno.
Attivo in via transitoria fino al 2026.
Servizio sospeso per via di 3 cantieri.
Per via dell’emergenza Covid-19 accesso contingentato.
Via libera dal 2023 con 40 posti.
Numero verde nazionale 1522, attivo sempre.
Chiamare il 112 o il 118 per le urgenze.
Guardia medica 116117 dalle 20 alle 8.
Tel. 116117 per la continuità assistenziale.
Telefono Azzurro 19696, linea 114 emergenza infanzia.
Telefonare 9-13 per appuntamento.
Tel. lun-ven 9.00-13.00, vedi campo telefono.
Telefonare prima: 2 giorni di attesa.
Cellulare di servizio: vedi scheda.
Fax non attivo dal 2019.
Contatti: campi telefono ed e-mail della scheda.
E-mail istituzionale sul sito del Comune.
Pagina social @portasociale, aggiornata ogni settimana.
Seguici su Instagram @doposcuola.prova e in bacheca.
Da 6 a 14 anni, 25 posti, lista d’attesa di 8.
Età 0-3 anni, rapporto 1:7.
Minori 11-17 anni, martedì e giovedì 16.00-19.00.
Fasce 0-3, 3-6, 6-11, 11-14.
Over 65, 40 iscritti, 12 volontari.
Nati dal 2010 al 2016.
Anno scolastico 2025/2026, 180 giorni.
Stagione 2024-2025: 1.200 accessi.
Aggiornato il 12/03/2026.
Verificato il 2026-03-12, da rivedere il 2027-03-12.
Dati ISTAT 31.10.2024: 63.990 residenti.
Dal 15 settembre al 15 giugno, esclusi 24-26-31 dicembre.
Chiuso 01.01, 06.01, 25.04, 01.05, 02.06 e 15.08.
Chiuso dal 01.08 al 31.08.
Sabato 09.00-12.30, domenica 10.00-12.30 e 16.00-18.00.
Turni 06-14, 14-22, 22-06.
Apertura straordinaria 06/12/2025 e 13/12/2025.
Bando 03/2025, scadenza 05/2026.
Bando n. 7/2024 del Comune.
Graduatoria 2023, 312 domande, 45 alloggi.
Otto alloggi da 45 a 90 mq, canone 150-220 euro.
Porta larga 90 cm, rampa da 120 cm, pendenza 8 %.
Ascensore 80 x 120 cm, portata 630 kg.
Bagno da 150 cm, maniglioni, campanello.
Parcheggio a 80 metri, 2 posti H.
3 gradini, 16 cm di alzata, corrimano a destra.
Quota 819 m s.l.m., dislivello 45 metri.
Coordinate 40.6404, 15.8051.
Posizione 40.640377 15.805119 presa dalla strada.
Temperatura minima 18-20 gradi.
Pacco viveri da 12 kg ogni 15 giorni.
Emporio: 30 punti per persona, 60 per 3 persone.
Capienza 99 persone, sala di 120 mq.
Wi-Fi gratuito, 6 postazioni, stampe 0,10 € a pagina.
Stampa 0.20 euro, fotocopie 0.10 euro.
Biblioteca di 12.000 volumi, prestito 30 giorni.
ISBN 978-88-15-12345-6 in consultazione.
Palestra 300 mq, 2 campi, docce.
Parco di 2,4 ettari, 14 panchine, 1 fontana.
Campo 40x20, spogliatoi, defibrillatore.
Modello 730, RED, ICRIC, ISEE 2026.
Modello F24 e 730/2026 su appuntamento.
Bonus 200 euro, domanda INPS SR163.
Assegno unico, ADI, SFL 350 euro al mese.
Assegno di 500 euro fino a 36 mesi.
Invalidità dal 74 % al 100 %, indennità 531,76 euro.
UVM entro 20 giorni, PAI a 6 mesi.
PUA, SerD, CSM: invio entro 48 ore.
Vaccini 0-6 anni martedì 8.30-11.00.
Ambulatorio STP/ENI, 2 mattine a settimana.
Ticket esenzione E01, E02, E03, E04.
Farmaco da banco, turni 24h, 7 farmacie.
SPRAR/SAI 25 posti, DM 18/11/2019.
Permesso di soggiorno: kit postale, marca 16 euro, bollettino 70,46.
Marca da bollo 16,00 euro, diritti 5,16.
Trasporto a chiamata, 1,20 € a corsa, lun-sab 7.30-13.30.
Navetta ogni 45 minuti, 06.45-20.15.
Scuolabus linea 2, 7.15-8.10.
Ascolto 1:1, gruppi di 8-10 persone.
Gruppo di parola: 4 incontri da 2 ore, dal 4 novembre.
Laboratorio del 18 agosto, piazza aperta.
Sala B12, armadio 3, scaffale A4.
Aula 101, edificio C, ingresso 2.
Stanza 12 al piano -1.
Box 24, deposito bagagli 30x40x50.
Codice struttura 170201A, livello DEA II.
Matricola INPS 6401234567
Codice meccanografico PZIC88000A.
Scuola PZEE85101Q, plesso 2.
Classe energetica A4, impianto 35 kW.
Norma UNI EN ISO 9001:2015.
Certificazione UNI 11034:2003, rinnovo 2027.
Delega al coordinamento di ambito n. 9.
Ambito territoriale sociale 9, comuni 1.
Versione 2, revisione 3 del 14/02/2026.
Fonte: Potenza News, 19 febbraio 2026, p. 12.
Fonte: Le Cronache Lucane, 16 agosto 2023.
Fonte: delibera C.C. 12/2024, allegato 3.
Elenco regionale, aggiornamento 30 giugno 2025, riga 214.
Vol. 3, pp. 120-134, 2018.
Prima accoglienza h 24, max 72 ore.
Dormitorio Mo-Su 20:00-08:00, 18 letti.
Docce mar-gio 9-11.30, 6 turni da 15 minuti.
Lavatrice 8 kg, 2 lavaggi a settimana.
Casa rifugio: accesso solo con invio, max 180 giorni.
Centro antiviolenza, reperibilità 24 ore, numero 1522.
Mediazione: 12 incontri, gratuiti i primi 3.
Consulenza legale 2 giovedì al mese, 30 minuti.
Microcredito da 1.000 a 10.000 euro, TAN 2,5 %.
Prestito d’onore 3.000 euro in 36 rate.
Affitto arretrato fino a 8 mensilità.
Riconoscimento titoli: 4-6 mesi.
Tirocini 6 mesi, 20 ore, indennità 450 euro.
Borsa lavoro 500 euro lordi, 12 mensilità.
Garanzia Giovani 15-29 anni, fase 2.
GOL percorso 2, 100-300 ore.
Servizio civile: 4 posti, 25 ore, 507,30 euro.
Nido 36 posti, 7.45-16.30, retta 90-310 euro.
Ludobus il 3° sabato del mese.
Mensa scolastica 2,50-4,80 euro a pasto.
Campo estivo 30.06-25.07, 4 turni.
Colonia 2026, due turni da 12 giorni.
Orti sociali: 24 lotti da 40 mq.
Banca del tempo, 1 ora = 1 ora.
Comitato di quartiere, assemblea ore 18.00 ogni 2 mesi.
Parrocchia San Giovanni Bosco, oratorio 15.30-19.00.
Messa 8.00, 10.30, 18.30; centro di ascolto mer 16-18.
Cerimonia del 2 giugno in piazza.
Progetto «Piazza 2030», 6 associazioni.
Rete 4 Porte Sociali, 2019-2022.
Sala 3 di via Ciccotti, di fronte all’ospedale.
Corso Garibaldi chiuso fino al 2027.
Rione Lucania, 2 scalinate e 1 scala mobile.
Scala mobile Prima, 06.45-21.00, 430 metri.
Quartiere G, lotto B, zona 167.
Peso massimo 130 kg, carrozzina 70 cm.
LIS su richiesta, 3 giorni prima.
Lingue: it, en, fr, ar; mediatori 2 volte al mese.
Domande dal 3 al 28 febbraio, ore 12.00.
Bonus idrico 2025: 18,25 mc a persona.
Tessera annuale 10 euro, assicurazione inclusa.
Donazioni il 1° e 3° venerdì, 17-19.
`
  .trim()
  .split('\n')

const services = [
  'Doposcuola per primaria e secondaria',
  'Sportello di ascolto su casa e bollette',
  'Distribuzione di pacchi viveri',
  'Consulenza pedagogica per genitori',
  'Laboratorio di ceramica con tutor',
  'Trasporto a visite e terapie',
  'Scuola di italiano per adulti',
  'Ambulatorio di prossimità',
]
const times = [
  'lun-ven 9-13',
  'martedì e giovedì 15.30-17.30',
  'dalle 08:30 alle 12:30',
  'dal 01/10/2025 al 31/05/2026',
  'ore 16, 2 volte a settimana',
]
const prices = [
  'gratuito',
  'ISEE sotto 9.360 euro',
  'contributo 12,50 € al mese',
  'retta 80-240 euro',
  'tessera 5 €, 2026',
]
const places = [
  'in via Mallet, piano terra',
  'a 300 m da piazza Zara',
  'zona viale Dante, 85100',
  'sede in Rione Lucania, ingresso 2',
  'contrada Bucaletto snc',
  'ex scuola di via Tirreno',
  'D.Lgs. 117/2017, 12 posti',
]

/** Each service with another time, price and place: 160 texts, no two with the same three. */
const composed = services.flatMap((service, one) =>
  Array.from({ length: 20 }, (_, other) =>
    [
      service,
      times[(one + other) % times.length],
      prices[(one + Math.floor(other / 5)) % prices.length],
      places[(one + other) % places.length],
    ].join(', '),
  ),
)

export const descriptions = { written, composed }
