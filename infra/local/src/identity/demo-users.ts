import { demoMembers, type Member } from '@vermilion/catalogue';

/** Password of every demonstration user. No secret: the provider listens on 127.0.0.1 only and knows fictional people only. */
export const DEMO_PASSWORD = 'vermilion-demo';

/** What somebody in a demonstration does: people are offered by it on the page where one signs in. */
export type DemoPart =
  'filler' | 'approver' | 'industry' | 'finance' | 'expert' | 'officer' | 'leader' | 'other-bureau' | 'oversight';

/** What the identity provider knows of a person: no organisation and no role, those are Vermilion's own. */
export interface DemoUser {
  readonly username: string;
  readonly name: string;
  readonly part: DemoPart;
}

/** All demonstration users, from the same list that the seed gives memberships to. */
export function demoUsers(): DemoUser[] {
  const users = new Map(
    demoMembers().map((member) => [
      member.sub,
      { username: member.sub, name: member.name.zh, part: partOf(member, leadBureau()) },
    ]),
  );
  return [...users.values()];
}

/** The bureau that decides: the one with somebody to sign. */
function leadBureau(): string | undefined {
  return demoMembers().find(({ role }) => role === 'leader')?.organisation;
}

function partOf({ organisation, role }: Member, lead: string | undefined): DemoPart {
  if (role === 'filler' || role === 'approver' || role === 'expert') return role;
  if (organisation.startsWith('city:')) return 'oversight';
  if (organisation.startsWith('district:')) return organisation.endsWith('/finance') ? 'finance' : 'industry';
  if (organisation !== lead) return 'other-bureau';
  return role === 'leader' ? 'leader' : 'officer';
}

/** The user names in lines of at most `width` characters, a group (enterprises, districts, experts, bureaus …) after the other. */
export function listUserNames(users: readonly DemoUser[], width: number): string[] {
  const lines: string[] = [];
  let group = '';
  for (const { username } of users) {
    const nextGroup = username.replace(/[-\d].*$/, '');
    const last = lines.at(-1);
    if (last !== undefined && nextGroup === group && last.length + username.length < width)
      lines[lines.length - 1] = `${last} ${username}`;
    else lines.push(username);
    group = nextGroup;
  }
  return lines;
}
