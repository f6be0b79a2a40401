import type { Actor, Person, Role } from './actor.js';
import type { Office } from './procedure.js';

/** The organisation that holds an office for this case. */
export function organisationOf(office: Office, district: string): string {
  return office.body === 'district' ? `district:${district}/${office.office}` : `bureau:${office.bureau}`;
}

/** The role in which an office is filled. */
export function roleOf(office: Office): Role {
  return office.body === 'district' ? 'reviewer' : office.role;
}

/** Whether the actor fills the office for this case. */
export function fills(actor: Actor, office: Office, district: string): actor is Person {
  return (
    actor.kind === 'person' && actor.organisation === organisationOf(office, district) && actor.role === roleOf(office)
  );
}
