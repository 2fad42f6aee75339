/** Vitest's global setup of what opens embedded databases: the file that they begin with, made once for all of them. */
import { prepare } from '../../api/db/prepared.mjs'

export default prepare
