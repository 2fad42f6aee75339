/** Who is at the keyboard, for every screen: from the page itself at first, then from signing in and out. */
import { createContext, type ReactNode, useContext, useState } from 'react'
import type { Account } from '../../api/accounts/contract.ts'
import { boot } from '../api/boot.ts'
import { forgetKept } from '../offline/kept.ts'

type Session = {
  account: Account | null
  /** @throws CallProblem */
  signIn: (username: string, password: string) => Promise<Account>
  /** @throws CallProblem; while the server has not heard, the session is still open and the page says so */
  signOut: () => Promise<void>
}

/** With the table of all operations, which the door does not wait for. */
const caller = () => import('../api/call.ts')

const Context = createContext<Session | null>(null)

export function AccountProvider({
  children,
  initial = boot.account,
}: {
  children: ReactNode
  initial?: Account | null
}) {
  const [account, setAccount] = useState(initial)
  const session: Session = {
    account,
    async signIn(username, password) {
      const { call } = await caller()
      const entered = await call('logIn', { body: { username, password } })
      setAccount(entered)
      return entered
    },
    async signOut() {
      const { call } = await caller()
      await call('logOut')
      await forgetKept()
      // A fresh page keeps nothing in memory for the next person at the desk.
      window.location.assign('/')
    },
  }
  return <Context value={session}>{children}</Context>
}

export function useSession(): Session {
  const session = useContext(Context)
  if (!session) throw new Error('useSession outside AccountProvider')
  return session
}

/** The account of a screen, which exists only when someone is signed in. */
export function useAccount(): Account {
  const { account } = useSession()
  if (!account) throw new Error('useAccount without an account')
  return account
}
