/** A browser's own store, empty, for the file that imports this: it goes with the file, since other screens are tried without. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterAll } from 'vitest'

Object.assign(globalThis, { indexedDB: new IDBFactory() })
afterAll(() => void Object.assign(globalThis, { indexedDB: undefined }))
