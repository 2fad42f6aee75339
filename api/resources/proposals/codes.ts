/** The lists of codes of proposals, without schemas. */

export const proposalStates = [
  'open',
  'accepted',
  'partly_accepted',
  'refused',
  'withdrawn',
  'outdated',
] as const
export type ProposalState = (typeof proposalStates)[number]
