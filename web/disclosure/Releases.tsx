/** What left and when: every release with its receipt, and in few words how its numbers are protected. */
import { useEffect, useState } from 'react'
import { useAccount } from '../accounts/account.tsx'
import { boot } from '../api/boot.ts'
import { useReleases } from '../api/releases.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { addressOf, emptyView, useView } from '../view/view.ts'
import { words } from '../words/disclosure.ts'
import { useWords } from '../words/language.ts'
import { words as newsWords } from '../words/news.ts'
import { words as shell } from '../words/shell.ts'
import { words as territory } from '../words/territory.ts'
import { looked, useNews } from './news.ts'
import './news.css'
import './disclosure.css'
import { Scroll } from '../ui/Scroll.tsx'

export default function Releases() {
  const w = useWords(words)
  const s = useWords(shell)
  const { periodName, day } = useWords(territory)
  const account = useAccount()
  const { act } = useView()
  const n = useWords(newsWords)
  // What was new when the list was opened stays marked as long as it is open.
  const news = useNews()
  const [fresh, setFresh] = useState<readonly string[]>([])
  useEffect(() => {
    if (news.length === 0) return
    setFresh(news.map(({ id }) => id))
    looked()
  }, [news])
  const { state, all: releases, retry } = useReleases()
  const indicatorsOf = (period: string) => ({ ...emptyView, screen: 'indicators' as const, period })
  const internal = { ...emptyView, screen: 'internal' as const }
  return (
    <div className="releases">
      <header>
        <h1>{w.releasesTitle}</h1>
        <p className="secondary">{w.releasesLead}</p>
      </header>
      <Card title={w.releasesList}>
        {state === 'loading' && <Skeleton lines={6} />}
        {state === 'failed' && (
          <Notice kind="warning" action={<Button onClick={retry}>{s.retry}</Button>}>
            {w.releasesFailed}
          </Notice>
        )}
        {state === 'ready' && releases.length === 0 && <p>{w.noReleases}</p>}
        {releases.length > 0 && (
          <Scroll label={w.scrollable}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{w.period}</th>
                  <th scope="col">{w.tables}</th>
                  <th scope="col">{w.closedOn}</th>
                  <th scope="col">{w.edition}</th>
                  <th scope="col" title={w.fingerprintMeaning}>
                    {w.fingerprint}
                  </th>
                </tr>
              </thead>
              <tbody>
                {releases.map(({ id, period, kind, replaced, tables, closedOn, edition, hash }) => (
                  <tr key={id}>
                    <th scope="row">
                      {kind === 'year' ? (
                        periodName(period)
                      ) : (
                        <a
                          href={addressOf(indicatorsOf(period))}
                          title={w.openIndicators(periodName(period))}
                          onClick={event => {
                            event.preventDefault()
                            act(indicatorsOf(period))
                          }}
                        >
                          {periodName(period)}
                        </a>
                      )}
                      {fresh.includes(id) && <span className="release-new">{n.new}</span>}
                      {(replaced || id !== period) && (
                        <span className="release-table">{replaced ? w.replaced : w.errata}</span>
                      )}
                    </th>
                    <td>
                      {tables.map(table => (
                        <span className="release-table" key={table}>
                          {table} · {w.tableNames[table]}
                        </span>
                      ))}
                    </td>
                    <td>{day(closedOn)}</td>
                    <td>{edition}</td>
                    <td>
                      <code title={hash}>{hash.replace(/^"|"$/g, '').slice(0, 10)}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p className="secondary">{w.fingerprintMeaning}</p>
          </Scroll>
        )}
      </Card>
      <aside className="releases-side">
        <Card title={w.howTitle}>
          {w.how.map(paragraph => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </Card>
        {account.role === 'coordinator' && boot.internalView !== false && (
          <Card title={w.internalTitle} className="no-print">
            <p>{w.internalLinkText}</p>
            <a
              className="button"
              href={addressOf(internal)}
              onClick={event => {
                event.preventDefault()
                act(internal)
              }}
            >
              {w.internalLink}
            </a>
          </Card>
        )}
      </aside>
    </div>
  )
}
