import type { Role } from '@vermilion/domain';

interface PlaceToGo {
  readonly path: '/desk' | '/cases' | '/rounds' | '/office' | '/operations' | '/security' | '/audit';
  /** Key of its name in the catalogue. */
  readonly text: string;
}

const DESK: PlaceToGo = { path: '/desk', text: 'place.desk' };
const CASES: PlaceToGo = { path: '/cases', text: 'place.cases' };
const ROUNDS: PlaceToGo = { path: '/rounds', text: 'place.rounds' };
const OFFICE: PlaceToGo = { path: '/office', text: 'place.office' };
const OPERATIONS: PlaceToGo = { path: '/operations', text: 'place.operations' };
const SECURITY: PlaceToGo = { path: '/security', text: 'place.security' };
const AUDIT: PlaceToGo = { path: '/audit', text: 'place.audit' };

const OF_OFFICES = [DESK, CASES, ROUNDS, OFFICE];
const OF_OVERSIGHT = [OPERATIONS, CASES, ROUNDS];
const BY_ROLE: { readonly [role in Role]?: readonly PlaceToGo[] } = {
  filler: [DESK, CASES],
  approver: [DESK, CASES],
  expert: [DESK],
  operations: OF_OVERSIGHT,
  security: [SECURITY],
  auditor: [AUDIT, ...OF_OVERSIGHT],
};

/** Whether the day begins with a list of tasks: with offices, it does. */
export function beginsWithList(role: Role): boolean {
  return !(role in BY_ROLE);
}

/** Where somebody in this role finds work: the first is where the day begins. */
export function placesOf(role: Role | null): readonly PlaceToGo[] {
  return role === null ? [] : (BY_ROLE[role] ?? OF_OFFICES);
}
