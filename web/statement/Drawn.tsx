/** A plan as SVG: vector on paper and in a file, silent or with a name. */
import { type ReactNode, useId } from 'react'
import { Strokes } from '../map/Symbol.tsx'
import type { Drawing } from '../map/symbols.ts'
import type { Plan, Shape } from './picture/shapes.ts'

const font = '"Titillium Web", "Titillium fallback", sans-serif'

export function Drawn({ plan, label, className }: { plan: Plan; label: string; className?: string }) {
  const id = useId().replace(/[^a-z0-9]/gi, '')
  const used = new Set(tilesOf(plan.shapes))
  const tiles = new Map([...used].map((tile, index) => [tile, `${id}-${index}`]))
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      className={className}
      viewBox={`0 0 ${plan.width} ${plan.height}`}
      role="img"
      aria-label={label}
    >
      <defs>
        {[...tiles].map(([tile, name]) => (
          <pattern key={name} id={name} width={tile.size} height={tile.size} patternUnits="userSpaceOnUse">
            <Strokes strokes={tile.strokes} />
          </pattern>
        ))}
      </defs>
      {plan.shapes.map((shape, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the shapes of a plan never move
        <Figure key={index} shape={shape} fillOf={tile => `url(#${tiles.get(tile)})`} />
      ))}
    </svg>
  )
}

const tilesOf = (shapes: readonly Shape[]): Drawing[] =>
  shapes.flatMap(shape =>
    shape.kind === 'frame' ? tilesOf(shape.shapes) : (shape.kind === 'path' && shape.tile) || [],
  )

function Figure({ shape, fillOf }: { shape: Shape; fillOf: (tile: Drawing) => string }): ReactNode {
  if (shape.kind === 'frame') {
    const { at, width, height, shapes } = shape
    return (
      // biome-ignore lint/a11y/noSvgWithoutTitle: a part of a drawing that has its name
      <svg {...at} {...{ width, height }} viewBox={`0 0 ${width} ${height}`} overflow="hidden">
        {shapes.map((inner, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the shapes of a plan never move
          <Figure key={index} shape={inner} fillOf={fillOf} />
        ))}
      </svg>
    )
  }
  if (shape.kind === 'text')
    return (
      <text
        x={shape.x.toFixed(1)}
        y={shape.y.toFixed(1)}
        fontFamily={font}
        fontSize={shape.size}
        fontWeight={shape.bold ? 700 : 400}
        textAnchor={shape.anchor}
        fill={shape.fill}
        {...(shape.halo
          ? { stroke: '#FFFFFF', strokeWidth: 3, paintOrder: 'stroke', strokeLinejoin: 'round' as const }
          : {})}
      >
        {shape.text}
      </text>
    )
  return (
    <path
      d={shape.d}
      fillRule={shape.holes ? 'evenodd' : undefined}
      fill={shape.tile ? fillOf(shape.tile) : (shape.fill ?? 'none')}
      fillOpacity={shape.opacity}
      stroke={shape.stroke}
      strokeWidth={shape.width}
      strokeLinejoin="round"
      strokeDasharray={shape.dash?.join(' ')}
      transform={shape.at ? `translate(${shape.at.x.toFixed(1)} ${shape.at.y.toFixed(1)})` : undefined}
    />
  )
}
