import type { Actor } from '../process/actor.js';
import { organisationOf } from '../process/offices.js';
import type { Office } from '../process/procedure.js';

/** The district for which a person acts in the recommending office; null for everybody else. */
export function districtOf(actor: Actor, office: Office): string | null {
  if (actor.kind !== 'person' || office.body !== 'district') return null;
  const district = /^district:([^/]+)\//.exec(actor.organisation)?.[1] ?? null;
  return district !== null && actor.organisation === organisationOf(office, district) && actor.role === 'reviewer'
    ? district
    : null;
}
