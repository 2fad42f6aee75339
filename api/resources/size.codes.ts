/** From which size on the census is sent in parts, and how its tiles are cut: numbers without schemas. */

/** Resources that a map is given one by one; beyond, it reads tiles. */
export const wholeCensus = 5000
/** How many of a larger census a list begins with. */
export const firstPage = 200

/** From a province to a doorway; the map goes on from the last. */
export const tileZooms = { min: 8, max: 17 } as const
/** Every resource by itself from here on. */
export const exactZoom = 17
/** From here on routes and outlines are drawn among clusters too. */
export const shapesZoom = 13
/** A tile with no more than this many shows each of them, as the map does with what is in view. */
export const crowdOfTile = 40
/** Cells are so many zooms finer than their tile: eight by eight, each wider than a donut. */
export const cellZooms = 3
export const extent = 4096
