/** Passwords as argon2id, at OWASP's floor of memory and passes (19 MiB, 2, 1). */
import { hash, verify } from '@node-rs/argon2'

const settings = { memoryCost: 19456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, settings)

let nobody: Promise<string> | undefined
/** @param stored the hash, or undefined for an unknown user: the answer takes as long as for a known one */
export async function passwordMatches(password: string, stored: string | undefined): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password')
  const matches = await verify(stored ?? (await nobody), password).catch(() => false)
  return matches && stored !== undefined
}
