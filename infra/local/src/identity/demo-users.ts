import { demoMembers } from '@vermilion/catalogue';

/** Password of every demonstration user. No secret: the provider listens on 127.0.0.1 only and knows fictional people only. */
export const DEMO_PASSWORD = 'vermilion-demo';

/** What the identity provider knows of a person: no organisation and no role, those are Vermilion's own. */
export interface DemoUser {
  readonly username: string;
  readonly name: string;
}

/** All demonstration users, from the same list that the seed gives memberships to. */
export function demoUsers(): DemoUser[] {
  const names = new Map(demoMembers().map((member) => [member.sub, member.name.zh]));
  return [...names].map(([username, name]) => ({ username, name }));
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
