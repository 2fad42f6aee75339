/** Terra Draw over the full map: vertices dragged, put between others and taken away by the pointer. Loaded when first needed. */
import type { Map as MapLibre } from 'maplibre-gl'
import { TerraDraw, TerraDrawLineStringMode, TerraDrawPolygonMode, TerraDrawSelectMode } from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'
import type { LonLat } from './projection.ts'
import type { SketchKind } from './sketch.ts'
import { accent } from './symbols.ts'

/** Sources and layers of the drawing begin so; they are not of the style. */
export const drawingPrefix = 'td'

export type Drawing = {
  show: (kind: SketchKind, points: readonly LonLat[]) => void
  stop: () => void
}

export function startDrawing(map: MapLibre, onPoints: (points: LonLat[]) => void): Drawing {
  const handles = {
    feature: {
      draggable: false,
      coordinates: { midpoints: { draggable: true }, draggable: true, deletable: true },
    },
  }
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: drawingPrefix, coordinatePrecision: 6 }),
    modes: [
      new TerraDrawLineStringMode(),
      new TerraDrawPolygonMode(),
      new TerraDrawSelectMode({
        flags: { linestring: handles, polygon: handles },
        keyEvents: null,
        styles: {
          selectedPolygonColor: accent,
          selectedPolygonFillOpacity: 0.08,
          selectedPolygonOutlineColor: accent,
          selectedLineStringColor: accent,
          selectedLineStringWidth: 3,
          selectionPointColor: '#ffffff',
          selectionPointOutlineColor: accent,
          selectionPointWidth: 6,
          selectionPointOutlineWidth: 2,
          midPointColor: accent,
          midPointOutlineColor: '#ffffff',
          midPointWidth: 4,
        },
      }),
    ],
  })
  draw.start()
  draw.setMode('select')
  let shown: { id: string | number; kind: SketchKind; points: string } | null = null
  let stopped = false

  const pointsOf = (id: string | number): LonLat[] => {
    const geometry = draw.getSnapshotFeature(id)?.geometry
    if (geometry?.type === 'LineString') return geometry.coordinates as [number, number][]
    if (geometry?.type === 'Polygon') return geometry.coordinates[0]!.slice(0, -1) as [number, number][]
    return []
  }
  draw.on('finish', id => {
    if (shown?.id !== id) return
    const points = pointsOf(id)
    shown = { ...shown, points: JSON.stringify(points) }
    onPoints(points)
  })
  // A click beside the drawing lets it go; it stays in hand for as long as it is drawn.
  draw.on('deselect', () =>
    queueMicrotask(() => {
      if (!stopped && shown && draw.hasFeature(shown.id)) draw.selectFeature(shown.id)
    }),
  )

  return {
    show(kind, points) {
      const text = JSON.stringify(points)
      if (shown?.kind === kind && shown.points === text) return
      shown = null
      draw.clear()
      if (points.length < (kind === 'route' ? 2 : 3)) return
      const ring = points.map(([lon, lat]) => [lon, lat])
      const [result] = draw.addFeatures([
        {
          type: 'Feature',
          properties: { mode: kind === 'route' ? 'linestring' : 'polygon' },
          geometry:
            kind === 'route'
              ? { type: 'LineString', coordinates: ring }
              : { type: 'Polygon', coordinates: [[...ring, ring[0]!]] },
        },
      ])
      // A ring that crosses itself is refused here; the overlay still shows it, and the server says why not.
      if (!result?.valid || result.id === undefined) return
      shown = { id: result.id, kind, points: text }
      draw.selectFeature(result.id)
    },
    stop() {
      stopped = true
      // The map may be gone already, and then so is everything that would be taken off it.
      try {
        draw.stop()
      } catch {}
    },
  }
}
