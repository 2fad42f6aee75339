declare module 'virtual:operations' {
  const table: Record<string, [method: string, path: string]>
  export default table
}

/** What the product uses of pdfkit, which brings no types of its own. Lengths are points of 1/72 inch. */
declare module 'pdfkit' {
  type Options = Record<string, unknown>
  export interface StructureElement {
    add(child: StructureElement | (() => void)): this
    end(): void
  }
  export default class PDFDocument {
    constructor(options: Options)
    y: number
    page: { width: number; height: number }
    on(event: 'data', listener: (chunk: Uint8Array) => void): this
    on(event: 'end', listener: () => void): this
    on(event: 'error', listener: (error: unknown) => void): this
    end(): void
    addPage(): this
    bufferedPageRange(): { start: number; count: number }
    switchToPage(index: number): this
    registerFont(name: string, source: Uint8Array | ArrayBuffer): this
    font(name: string): this
    fontSize(size: number): this
    text(text: string, x: number, y: number, options?: Options): this
    text(text: string, options?: Options): this
    widthOfString(text: string, options?: Options): number
    heightOfString(text: string, options?: Options): number
    fillColor(colour: string, opacity?: number): this
    fillOpacity(opacity: number): this
    strokeColor(colour: string): this
    lineWidth(width: number): this
    lineJoin(join: 'round'): this
    dash(length: number, options?: Options): this
    undash(): this
    path(d: string): this
    moveTo(x: number, y: number): this
    lineTo(x: number, y: number): this
    rect(x: number, y: number, width: number, height: number): this
    fill(colour?: string): this
    stroke(colour?: string): this
    clip(): this
    save(): this
    restore(): this
    translate(x: number, y: number): this
    scale(factor: number): this
    struct(type: string, options?: Options, children?: (() => void) | StructureElement[]): StructureElement
    addStructure(element: StructureElement): this
    markContent(tag: string, options?: Options): this
    endMarkedContent(): this
    outline: { addItem(title: string): unknown }
  }
}
