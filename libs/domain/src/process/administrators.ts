import type { Role } from './actor.js';

/**
 * The three administrators (三员): system (runs the engine, the clock, the calendar), security (memberships and sign-ins), audit (reads what all have
 * done, and changes nothing). Source: GB/T 22239-2019 8.1.5.1–8.1.5.3 系统管理, 审计管理, 安全管理; three different people (三员分立).
 */
const ADMINISTRATORS = ['operations', 'security', 'auditor'] as const satisfies readonly Role[];

export type Administrator = (typeof ADMINISTRATORS)[number];

/** Whether somebody in this role is one of the three. */
function isAdministrator(role: Role): role is Administrator {
  return (ADMINISTRATORS as readonly Role[]).includes(role);
}

/** Whether whoever holds these roles is two of the three: nobody may be. */
export function joinsAdministrators(roles: readonly Role[]): boolean {
  return new Set(roles.filter(isAdministrator)).size > 1;
}

/** Which roles an organisation can give. Who is an expert, the register of experts says, and no administrator learns. */
const GIVEN_BY: { readonly [kind: string]: readonly Role[] } = {
  enterprise: ['filler', 'approver'],
  district: ['reviewer', 'officer', 'leader'],
  bureau: ['reviewer', 'officer', 'leader'],
};
const OFFICE_OF: { readonly [administrator in Administrator]: string } = {
  operations: 'city:operations',
  security: 'city:security',
  auditor: 'city:audit',
};

/** Whether a person can hold this role in this organisation. */
export function fitsOrganisation(role: Role, organisation: string): boolean {
  if (isAdministrator(role)) return OFFICE_OF[role] === organisation;
  const [kind = ''] = organisation.split(':');
  return (GIVEN_BY[kind] ?? []).includes(role);
}
