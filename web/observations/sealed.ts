/**
 * What waits in this browser, sealed: AES-GCM with a key that no script can read out, one for each account and
 * centre. In clear stand only the order, the account and the form; each entry is bound to all three, so that none
 * can be moved, relabelled or given to another account. Whoever holds the whole profile of the browser and runs
 * code as this page could still open it: the platform goes no further.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** Username and centre, or '' without one. */
export type Owner = [username: string, centre: string]

type Entry = { order: number; owner: Owner; form: number; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer }
interface Schema extends DBSchema {
  entry: { key: number; value: Entry; indexes: { owner: Owner } }
  key: { key: Owner; value: CryptoKey }
  counter: { key: string; value: number }
  kept: { key: [...Owner, name: string]; value: { iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer } }
}

/** What is kept under a name from the moment that entries are put in: a page that ends leaves both or neither. */
export type Beside = { name: string; content: unknown }

/** An entry once opened; without `content` when its key is gone or it was touched. */
export type Opened = { order: number; owner: Owner; form: number; content?: unknown }

const algorithm = 'AES-GCM'
const bound = (order: number, owner: Owner, form: number) =>
  new TextEncoder().encode(JSON.stringify([order, owner, form]))
/** Every owner with this name, whatever the centre: an account that changed centre still finds its own. */
const named = (username: string) => IDBKeyRange.bound([username, ''], [username, []])

export class SealedStore {
  readonly #db: IDBPDatabase<Schema>
  private constructor(db: IDBPDatabase<Schema>) {
    this.#db = db
  }

  /** @throws where the platform has no safe place: plain http, some private windows */
  static async open(name = 'queue'): Promise<SealedStore> {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB) throw new Error('no safe place')
    const db: IDBPDatabase<Schema> = await openDB<Schema>(name, 1, {
      upgrade(made) {
        made.createObjectStore('entry', { keyPath: 'order' }).createIndex('owner', 'owner')
        made.createObjectStore('key')
        made.createObjectStore('counter')
        made.createObjectStore('kept')
      },
      blocking: () => db.close(),
    })
    return new SealedStore(db)
  }

  close(): void {
    this.#db.close()
  }

  /** Made at first use. Of two tabs that make one at once, both use the one that was stored first. */
  async #keyOf(owner: Owner): Promise<CryptoKey> {
    const known = await this.#db.get('key', owner)
    if (known) return known
    const made = await crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, [
      'encrypt',
      'decrypt',
    ])
    const keys = this.#db.transaction('key', 'readwrite', { durability: 'strict' })
    const other = await keys.store.get(owner)
    if (!other) await keys.store.put(made, owner)
    await keys.done
    return other ?? made
  }

  async #seal(order: number, owner: Owner, form: number, content: unknown): Promise<Entry> {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const sealed = await crypto.subtle.encrypt(
      { name: algorithm, iv, additionalData: bound(order, owner, form) },
      await this.#keyOf(owner),
      new TextEncoder().encode(JSON.stringify(content)),
    )
    return { order, owner, form, iv, sealed }
  }

  async #unseal({ order, owner, form, iv, sealed }: Entry): Promise<Opened> {
    const opened: Opened = { order, owner, form }
    try {
      const key = await this.#db.get('key', owner)
      const plain = await crypto.subtle.decrypt(
        { name: algorithm, iv, additionalData: bound(order, owner, form) },
        key!,
        sealed,
      )
      return { ...opened, content: JSON.parse(new TextDecoder().decode(plain)) }
    } catch {
      return opened
    }
  }

  /** All or none, on the disk when it returns. @param instead of an entry that these replace, its order */
  async add(
    owner: Owner,
    form: number,
    contents: readonly unknown[],
    { instead, beside }: { instead?: number | undefined; beside?: Beside | undefined } = {},
  ): Promise<Opened[]> {
    // The numbers are taken first: a transaction does not wait for a cipher, and a number lost does no harm.
    const counting = this.#db.transaction('counter', 'readwrite')
    const first = ((await counting.store.get('order')) ?? 0) + 1
    await counting.store.put(first + contents.length - 1, 'order')
    await counting.done
    const entries = await Promise.all(
      contents.map((content, index) => this.#seal(first + index, owner, form, content)),
    )
    const sealedBeside = beside && (await this.#sealKept(owner, beside))
    const adding = this.#db.transaction(['entry', 'kept'], 'readwrite', { durability: 'strict' })
    const [entryStore, keptStore] = [adding.objectStore('entry'), adding.objectStore('kept')]
    await Promise.all([
      ...entries.map(entry => entryStore.add(entry)),
      ...(instead === undefined ? [] : [entryStore.delete(instead)]),
      ...(sealedBeside ? [keptStore.put(sealedBeside, [...owner, beside.name])] : []),
      adding.done,
    ])
    return entries.map(({ order }, index) => ({ order, owner, form, content: contents[index] }))
  }

  /** In the order in which they were put in. */
  async of(username: string): Promise<Opened[]> {
    const entries = await this.#db.getAllFromIndex('entry', 'owner', named(username))
    return Promise.all(entries.sort((a, b) => a.order - b.order).map(entry => this.#unseal(entry)))
  }

  async get(order: number): Promise<Opened | undefined> {
    const entry = await this.#db.get('entry', order)
    return entry && this.#unseal(entry)
  }

  /** @returns whether it was still there */
  async rewrite({ order, owner, form }: Opened, content: unknown): Promise<boolean> {
    const entry = await this.#seal(order, owner, form, content)
    const writing = this.#db.transaction('entry', 'readwrite', { durability: 'strict' })
    const there = (await writing.store.count(order)) > 0
    if (there) await writing.store.put(entry)
    await writing.done
    return there
  }

  remove(order: number): Promise<void> {
    return this.#db.delete('entry', order)
  }

  /** Keeps something that is not an entry yet, under a name; what was there under it goes. */
  async keep(owner: Owner, name: string, content: unknown): Promise<void> {
    await this.#db.put('kept', await this.#sealKept(owner, { name, content }), [...owner, name])
  }
  async #sealKept(owner: Owner, { name, content }: Beside): Promise<Schema['kept']['value']> {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const sealed = await crypto.subtle.encrypt(
      { name: algorithm, iv, additionalData: new TextEncoder().encode(JSON.stringify([owner, name])) },
      await this.#keyOf(owner),
      new TextEncoder().encode(JSON.stringify(content)),
    )
    return { iv, sealed }
  }

  /** @returns undefined when there is none, or when it can no longer be opened */
  async kept(owner: Owner, name: string): Promise<unknown> {
    const found = await this.#db.get('kept', [...owner, name])
    const key = await this.#db.get('key', owner)
    if (!found || !key) return undefined
    const additionalData = new TextEncoder().encode(JSON.stringify([owner, name]))
    const plain = await crypto.subtle
      .decrypt({ name: algorithm, iv: found.iv, additionalData }, key, found.sealed)
      .catch(() => undefined)
    return plain && JSON.parse(new TextDecoder().decode(plain))
  }

  /** How many wait for whom: all that can be said at the door. */
  async counts(): Promise<Map<string, number>> {
    const counts = new Map<string, number>()
    for (const { owner } of await this.#db.getAll('entry'))
      counts.set(owner[0], (counts.get(owner[0]) ?? 0) + 1)
    return counts
  }
}
