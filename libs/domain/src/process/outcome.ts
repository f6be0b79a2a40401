/**
 * How a case ends. `not-accepted`: refused at the door; `not-recommended`: the district did not put it on its list; `nursery-list`: good
 * enough, but below the cut; `renewed`, `revoked`: the end of a re-examination.
 */
export const OUTCOMES = [
  'awarded',
  'refused',
  'not-accepted',
  'not-recommended',
  'nursery-list',
  'withdrawn',
  'lapsed',
  'renewed',
  'revoked',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
