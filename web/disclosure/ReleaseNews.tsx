/** That something came out, on the tab that leads to it. */
import { useWords } from '../words/language.ts'
import { words } from '../words/news.ts'
import { words as territory } from '../words/territory.ts'
import { useNews } from './news.ts'
import './news.css'

export default function ReleaseNews() {
  const w = useWords(words)
  const { periodName } = useWords(territory)
  const news = useNews()
  if (news.length === 0) return null
  return (
    <span className="tab-news" title={w.cameOut(periodName(news[0]!.period), news.length)}>
      <span aria-hidden="true">{w.new}</span>
      <span className="unseen">, {w.cameOut(periodName(news[0]!.period), news.length)}</span>
    </span>
  )
}
