/** The municipality’s map for a page: its tiles are read before anything is drawn, because paper does not wait. */
import { useEffect, useState } from 'react'
import { sourceFailed } from '../map/faults.ts'
import { tilesInView } from '../map/MunicipalDrawing.tsx'
import type { Size } from '../map/projection.ts'
import type { Scene } from '../map/scene.ts'
import type { Statement } from '../view/statement.ts'
import { mapOnPaper } from './onPaper.ts'
import type { Picture } from './picture/picture.ts'
import { mapsOf } from './picture/plan.ts'

const municipalOf = ({ scene }: Picture) => (scene.ground === 'municipal' && scene.municipal) || null

/** With the tiles of its ground, one map’s or both’s; with the schematic ground where they cannot be had. */
export async function withTiles(picture: Picture, size: Size): Promise<Picture> {
  const municipal = municipalOf(picture)
  const maps = municipal ? mapsOf(picture, size) : []
  if (!municipal || maps.length === 0) return picture
  try {
    const { readTile } = await import('../map/municipalTile.ts')
    const [first, second] = await Promise.all(
      maps.map(({ camera, size }) =>
        Promise.all(
          tilesInView(municipal, camera, size).map(name => {
            const [z, x, y] = name.split('/').map(Number) as [number, number, number]
            return readTile(municipal.url, z, x, y)
          }),
        ),
      ),
    )
    if (!picture.pair) return { ...picture, tiles: first! }
    const [a, b] = picture.pair.maps
    return {
      ...picture,
      pair: {
        ...picture.pair,
        maps: [
          { ...a, tiles: first! },
          { ...b, tiles: second! },
        ],
      },
    }
  } catch {
    sourceFailed('municipal')
    const schematic = <M extends { scene: Scene }>(map: M): M => ({
      ...map,
      scene: { ...map.scene, ground: 'schematic' },
    })
    const { pair } = picture
    return {
      ...schematic(picture),
      groundLeftOut: true,
      ...(pair && { pair: { ...pair, maps: [schematic(pair.maps[0]), schematic(pair.maps[1])] } }),
    }
  }
}

/** Undefined while its tiles are being read; the first picture that is whole stays. */
export function usePagePicture(
  picture: Picture | null,
  statement: Statement,
  ready = true,
): Picture | null | undefined {
  const [whole, setWhole] = useState<Picture>()
  const waits = picture !== null && municipalOf(picture) !== null
  useEffect(() => {
    if (!ready || !waits || !picture) return
    let open = true
    void withTiles(picture, mapOnPaper(statement)).then(found => open && setWhole(found))
    return () => {
      open = false
    }
  }, [picture, statement, ready, waits])
  return waits ? whole : picture
}
