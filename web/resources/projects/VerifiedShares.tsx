/** «Quota verificata»: how much of the census of each area is known to be true. */
import { useEffect, useState } from 'react'
import type { VerifiedShare } from '../../../api/resources/verified.contract.ts'
import { useAccount } from '../../accounts/account.tsx'
import { call } from '../../api/call.ts'
import { Definition } from '../../ui/Definition.tsx'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/projects.ts'
import './shares.css'

/** Asked again each time it is shown: a verification changes it. Null until it is known, and if it is not. */
export function useVerifiedShares(): readonly VerifiedShare[] | null {
  const { username } = useAccount()
  const [shares, setShares] = useState<readonly VerifiedShare[] | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another account may see other resources
  useEffect(() => {
    let wanted = true
    call('listVerifiedShares').then(
      answer => wanted && setShares(answer.shares),
      () => wanted && setShares(null),
    )
    return () => {
      wanted = false
    }
  }, [username])
  return shares
}

/** @param area one area, or all that the reader sees together */
export function VerifiedShareLine({ area }: { area: string | null }) {
  const w = useWords(words)
  const shares = useVerifiedShares()
  const counted = shares?.filter(share => area === null || share.area === area) ?? []
  const active = counted.reduce((sum, share) => sum + share.active, 0)
  if (active === 0) return null
  const verified = counted.reduce((sum, share) => sum + share.verified, 0)
  return (
    <div className="secondary verified-share">
      <Definition of={w.share} text={w.shareHelp}>
        <span>
          {w.share}: <b>{w.shareTold(verified, active)}</b>
        </span>
      </Definition>
    </div>
  )
}
