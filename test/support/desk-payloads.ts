import type { Actor, CaseState, Command, CommandType, OfficeFact } from '@vermilion/domain';

/** A case with the people around it, as far as payloads depend on them. */
export interface Desk {
  readonly state: CaseState;
  readonly staff: OfficeFact;
}

/** What may be tried of each command: of what is open, at least one must be accepted. */
export type Payloads<Case extends Desk> = { [T in CommandType]?: (found: Case, actor: Actor) => Command[] };

const words = { opinion: '理由' };

/** The people of the case's offices, by their opaque ids. */
function staffOf({ staff }: Desk): string[] {
  return staff.members.map((member) => member.person);
}

/** The verbs of an office beside the last word. */
export const DESK: Payloads<Desk> = {
  transfer: (found) => staffOf(found).map((to) => ({ type: 'transfer', to, ...words })),
  delegate: (found) => staffOf(found).map((to) => ({ type: 'delegate', to, ...words })),
  'end-delegation': () => [{ type: 'end-delegation', ...words }],
  'add-signer': (found, actor) =>
    staffOf(found).map((signer) => ({
      type: 'add-signer',
      signer,
      position: (found.state.seq + (actor.kind === 'person' ? actor.person.length : 0)) % 2 === 0 ? 'before' : 'after',
      ...words,
    })),
  'remove-signer': (found) =>
    [...staffOf(found), ...found.state.desk.signers.map((each) => each.person)].map((signer) => ({
      type: 'remove-signer',
      signer,
      ...words,
    })),
  'give-opinion': ({ state }) => [{ type: 'give-opinion', agree: state.seq % 3 !== 0, ...words }],
  'take-back': () => [{ type: 'take-back', ...words }],
  urge: () => [{ type: 'urge' }],
  raise: () => [{ type: 'raise' }],
};

/** Who stays whatever happens, and who comes back in the end. */
interface House {
  readonly leader: string;
  readonly everybody: OfficeFact['members'];
  /** Only the people of organisations that begin like this come and go. */
  readonly within?: string;
}

/**
 * A day in the offices: a whole office is abolished, or somebody goes on leave, with or without a colleague who stands in, comes back, leaves for good, begins, or turns out
 * to belong to the applicant. A bureau keeps one leader.
 */
export function stirred(staff: OfficeFact, choice: number, { leader, everybody, within = '' }: House): OfficeFact {
  const { members, standIns, ofTheApplicant } = staff;
  const there = members.filter((member) => member.organisation.startsWith(within));
  if (there.length === 0) return { ...staff, members: everybody };
  const { person: one = '', organisation = '' } = there[choice % there.length] ?? {};
  const other = there[(choice + 1) % there.length]?.person ?? '';
  const rest = standIns.filter(({ absent }) => absent !== one);
  const kept = one === leader;
  const office = members.filter((member) => member.organisation !== organisation || member.person === leader);
  const deeds = [
    () => ({ members: office }),
    () => ({
      members: members.filter(
        (member) => member.organisation !== organisation || [other, leader].includes(member.person),
      ),
    }),
    () => ({ standIns: kept ? rest : [...rest, { organisation, absent: one, person: null }] }),
    () => ({ standIns: kept ? rest : [...rest, { organisation, absent: one, person: other }] }),
    () => ({ standIns: rest }),
    () => ({ standIns: [] }),
    () => ({ members: kept ? members : members.filter((member) => member.person !== one) }),
    () => ({ members: everybody }),
    () => ({ ofTheApplicant: kept ? ofTheApplicant : [one] }),
    () => ({ ofTheApplicant: [] }),
  ];
  return { ...staff, ...deeds[Math.floor(choice / 13) % deeds.length]?.() };
}
