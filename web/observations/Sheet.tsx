/**
 * The A5 sheet that a person takes away: where the places are, when they are open, how to get in. It is made of the
 * census alone and does not know the access: neither who, nor the need.
 */
import encodeQR from 'qr'
import type { Resource } from '../../api/resources/contract.ts'
import type { Area, Centre } from '../../api/territory/contract.ts'
import { type Background, pointOf } from '../map/scene.ts'
import { type SheetLanguage, typeWords, words } from '../words/sheet.ts'
import { contactCard } from './contact-card.ts'
import { SheetMap } from './SheetMap.tsx'
import { type HoursTable, hoursTable } from './sheet-hours.ts'
import './sheet.css'

export type SheetProps = {
  /** Up to three, in the order chosen; confidential places are not printed. */
  resources: readonly Resource[]
  language: SheetLanguage
  centre: Centre | null
  areas: readonly Area[]
  background: Background | null
  demonstration: boolean
  /** YYYY-MM-DD */
  day: string
}

/** In pixels of 1/96 inch: 128 mm wide. */
const mapSize = { width: 484, height: 200 }
/** Names and addresses keep their language and direction inside any other. */
const Italian = ({ children }: { children: string }) => (
  <bdi lang="it" dir="ltr">
    {children}
  </bdi>
)
const Digits = ({ children }: { children: string }) => <bdi dir="ltr">{children}</bdi>

export function Sheet({ resources, language, centre, areas, background, demonstration, day }: SheetProps) {
  const w = words[language]
  const places = resources.flatMap((resource, index) => {
    const at = pointOf(resource)
    return at && resource.geometry ? [{ number: index + 1, at, geometry: resource.geometry }] : []
  })
  const printed = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  )
  return (
    <section
      className={resources.length > 1 ? 'handover handover-several' : 'handover'}
      lang={language}
      dir={language === 'ar' ? 'rtl' : 'ltr'}
    >
      <h1>{w.title}</h1>
      {resources.map((resource, index) => (
        <Place
          key={resource.id}
          {...{ resource, language, day }}
          number={resources.length > 1 ? index + 1 : null}
        />
      ))}
      <div className="handover-ground">
        <SheetMap
          {...{ places, areas, background }}
          centre={centre?.geometry.coordinates ?? null}
          size={mapSize}
          label={w.map}
        />
        <p className="handover-note">
          {[w.schematic, demonstration && w.demonstration].filter(Boolean).join(' · ')}
        </p>
      </div>
      <footer>
        {centre && (
          <p>
            <strong>{w.centre}:</strong> <Italian>{centre.properties.name}</Italian>
            {centre.properties.address && (
              <>
                <br />
                <Italian>{centre.properties.address}</Italian>
              </>
            )}
          </p>
        )}
        <p className="handover-note">
          {w.printedOn} <bdi>{printed}</bdi> · {w.changes}
        </p>
      </footer>
    </section>
  )
}

type PlaceProps = { resource: Resource; language: SheetLanguage; day: string; number: number | null }

function Place({ resource, language, day, number }: PlaceProps) {
  const w = words[language]
  const p = resource.properties
  const hours = p.openingHours ? hoursTable(p.openingHours, day, language) : null
  const names = new Intl.DisplayNames([language], { type: 'language' })
  const type = typeWords(p.type, language)
  const entrance = [
    p.accessMode && w.accessModes[p.accessMode],
    (p.wheelchair === 'yes' || p.wheelchair === 'limited') && w.wheelchair[p.wheelchair],
  ].filter(Boolean)
  return (
    <article className="handover-place">
      <Code text={contactCard(resource, hours)} label={w.card} />
      <h2>
        {number && <span className="handover-number">{number}</span>} <Italian>{p.name}</Italian>
      </h2>
      {type && <p className="handover-type">{type}</p>}
      <dl>
        {p.address && (
          <div>
            <dt>{w.address}</dt>
            <dd>
              <Italian>{p.address}</Italian>
            </dd>
          </div>
        )}
        {p.phone && (
          <div>
            <dt>{w.phone}</dt>
            <dd>
              <Digits>{p.phone}</Digits>
            </dd>
          </div>
        )}
        <div className="handover-hours">
          <dt>{w.hours}</dt>
          <dd>
            {hours ? (
              <Hours table={hours} language={language} />
            ) : (
              <Unread text={p.openingHours} {...{ language }} />
            )}
          </dd>
        </div>
        {entrance.length > 0 && (
          <div>
            <dt>{w.entrance}</dt>
            <dd>{entrance.join('. ')}</dd>
          </div>
        )}
        {p.cost && (
          <div>
            <dt>{w.cost}</dt>
            <dd>{w.costs[p.cost]}</dd>
          </div>
        )}
        {p.capacity?.available !== undefined && p.capacity.unit === 'posti' && (
          <div>
            <dt>{w.places}</dt>
            <dd>
              {w.free(
                new Intl.NumberFormat(language).format(p.capacity.available),
                new Intl.NumberFormat(language).format(p.capacity.total),
                new Intl.DateTimeFormat(language, { timeZone: 'UTC' }).format(new Date(p.capacity.on)),
              )}
            </dd>
          </div>
        )}
        {p.languages.length > 0 && (
          <div>
            <dt>{w.languages}</dt>
            <dd>{p.languages.map(code => names.of(code) ?? code).join(w.comma)}</dd>
          </div>
        )}
      </dl>
    </article>
  )
}

function Hours({
  table: { rows, holidaysClosed },
  language,
}: {
  table: HoursTable
  language: SheetLanguage
}) {
  return (
    <>
      <table>
        <tbody>
          {rows.map(({ days, times, note }) => (
            <tr key={days}>
              <th scope="row">{days}</th>
              <td>
                {times.map(time => (
                  <span key={time} className="handover-time">
                    <Digits>{time}</Digits>
                  </span>
                ))}
                {note && <span className="handover-time">{note}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {holidaysClosed && <p>{words[language].holidaysClosed}</p>}
    </>
  )
}

/** Hours that nobody has told, or that cannot be put in a table and stay as written. */
const Unread = ({ text, language }: { text: string | undefined; language: SheetLanguage }) =>
  text ? <Digits>{text}</Digits> : words[language].hoursUnknown

function Code({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 })
  const path = rows
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1Z`] : [])))
    .join('')
  return (
    <figure className="handover-code">
      <svg
        viewBox={`0 0 ${rows.length} ${rows.length}`}
        shapeRendering="crispEdges"
        role="img"
        aria-label={label}
      >
        <path d={path} />
      </svg>
      <figcaption>{label}</figcaption>
    </figure>
  )
}
