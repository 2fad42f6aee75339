/** The municipality’s map for a page: its tiles are read before anything is drawn, because paper does not wait. */
import { useEffect, useState } from 'react'
import { sourceFailed } from '../map/faults.ts'
import { tilesInView } from '../map/MunicipalDrawing.tsx'
import type { Size } from '../map/projection.ts'
import type { Statement } from '../view/statement.ts'
import { mapOnPaper } from './onPaper.ts'
import type { Picture } from './picture/picture.ts'
import { cameraOf } from './picture/plan.ts'

const municipalOf = ({ scene }: Picture) => (scene.ground === 'municipal' && scene.municipal) || null

/** With the tiles of its ground; with the schematic ground where they cannot be had. */
export async function withTiles(picture: Picture, size: Size): Promise<Picture> {
  const municipal = municipalOf(picture)
  const camera = municipal && cameraOf(picture, size)
  if (!municipal || !camera) return picture
  try {
    const { readTile } = await import('../map/municipalTile.ts')
    const tiles = await Promise.all(
      tilesInView(municipal, camera, size).map(name => {
        const [z, x, y] = name.split('/').map(Number) as [number, number, number]
        return readTile(municipal.url, z, x, y)
      }),
    )
    return { ...picture, tiles }
  } catch {
    sourceFailed('municipal')
    return { ...picture, groundLeftOut: true, scene: { ...picture.scene, ground: 'schematic' } }
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
