/** The draw, live and on invented data: what is true, what comes out, and how often the interval holds. */
import { useState } from 'react'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { locale, useWords } from '../words/language.ts'
import { words } from '../words/publication.ts'

type Law = { sigma: number; probabilities: readonly { z: number; share: number }[]; halfWidth: number }

/** The error at this place of the law, between 0 and 1. */
export function drawnAt(law: Law, place: number): number {
  let sum = 0
  for (const { z, share } of law.probabilities) {
    sum += share
    if (place < sum) return z
  }
  return law.probabilities.at(-1)!.z
}

export function Lottery({ law, threshold }: { law: Law; threshold: number }) {
  const w = useWords(words)
  const [truth, setTruth] = useState(24)
  const [error, setError] = useState<number | null>(null)
  const [score, setScore] = useState({ inside: 0, draws: 0 })
  const number = (value: number) => value.toLocaleString(locale())

  function draw(times: number) {
    const errors = Array.from({ length: times }, () => drawnAt(law, Math.random()))
    const last = errors.at(-1)!
    setError(last)
    setScore(({ inside, draws }) => ({
      inside: inside + errors.filter(each => Math.abs(each) <= law.halfWidth).length,
      draws: draws + times,
    }))
    announce(said(truth + last))
  }
  const said = (value: number) =>
    value < threshold
      ? w.drawn(w.fewDrawn(threshold), w.fewInterval)
      : w.drawn(
          number(value),
          w.intervalOf(number(Math.max(0, value - law.halfWidth)), number(value + law.halfWidth)),
        )

  const shown = law.probabilities.filter(({ z }) => Math.abs(z) <= 4 * law.sigma)
  const tallest = Math.max(...shown.map(({ share }) => share))
  return (
    <div className="lottery">
      <p>{w.lotteryText}</p>
      <div className="row lottery-acts">
        <label className="field">
          {w.truth}
          <input
            type="number"
            min={0}
            max={500}
            value={truth}
            onChange={event => {
              setTruth(Math.min(500, Math.max(0, Math.round(Number(event.target.value)) || 0)))
              setError(null)
              setScore({ inside: 0, draws: 0 })
            }}
          />
        </label>
        <Button kind="primary" onClick={() => draw(1)}>
          {w.draw}
        </Button>
        <Button onClick={() => draw(100)}>{w.drawHundred}</Button>
      </div>
      <svg
        className="lottery-law"
        viewBox={`0 0 ${shown.length * 20} 132`}
        role="img"
        aria-label={w.lawFigure}
      >
        {shown.map(({ z, share }, i) => (
          <g key={z}>
            <rect
              className={z === error ? 'lottery-bar lottery-bar-drawn' : 'lottery-bar'}
              x={i * 20 + 3}
              width={14}
              y={110 - (share / tallest) * 104}
              height={(share / tallest) * 104}
            />
            {z % law.sigma === 0 && (
              <text x={i * 20 + 10} y={127} textAnchor="middle">
                {z > 0 ? `+${z}` : z}
              </text>
            )}
          </g>
        ))}
      </svg>
      <p className="secondary">{w.lawFigure}</p>
      <p className="lottery-said">{error === null ? ' ' : said(truth + error)}</p>
      <p className="secondary">{score.draws > 0 ? w.hits(score.inside, score.draws) : ' '}</p>
    </div>
  )
}
