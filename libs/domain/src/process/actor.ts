/** Roles that a person can hold in an organisation. One person may hold several memberships, one acts at a time. */
export const ROLES = [
  'filler',
  'approver',
  'reviewer',
  'officer',
  'expert',
  'leader',
  'operations',
  'security',
  'auditor',
] as const;

export type Role = (typeof ROLES)[number];

/**
 * A person acting in one membership. `organisation` is an id such as `enterprise:<credit code>`, `district:410122/industry`,
 * `district:410122/finance`, `bureau:miit`, `expert:EXP01`, `city:operations`, `city:security`, `city:audit`.
 * `person` is an opaque id (the token's subject); names never reach the domain.
 */
export interface Person {
  readonly kind: 'person';
  readonly person: string;
  readonly organisation: string;
  readonly role: Role;
}

/** The business clock: fires what is due. */
export interface Clock {
  readonly kind: 'clock';
}

/** The engine doing work that the procedure gives to nobody (draw, invitation, award, escalation). */
export interface System {
  readonly kind: 'system';
}

export type Actor = Person | Clock | System;

export const CLOCK: Clock = { kind: 'clock' };
export const SYSTEM: System = { kind: 'system' };
