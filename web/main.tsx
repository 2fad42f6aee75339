/** Starts the page on what the server wrote into it. */
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { AccountProvider } from './accounts/account.tsx'

const root = document.getElementById('root')!
const outline = root.querySelector('svg')

createRoot(root).render(
  <AccountProvider>
    <App outline={outline} />
  </AccountProvider>,
)
