import * as catalogue from '@vermilion/catalogue';

/** Password of every demonstration user. No secret: the provider listens on 127.0.0.1 only and knows fictional people only. */
export const DEMO_PASSWORD = 'vermilion-demo';

/** What the identity provider knows of a person: no organisation and no role, those are Vermilion's own. */
export interface DemoUser {
  readonly username: string;
  readonly name: string;
}

/** All demonstration users, from the same list that the seed gives memberships to. */
export function demoUsers(): DemoUser[] {
  const { demoMembers } = catalogue as unknown as { demoMembers?: () => { sub: string; name?: string }[] };
  const names = new Map((demoMembers?.() ?? provisional()).map((member) => [member.sub, member.name ?? member.sub]));
  return [...names].map(([username, name]) => ({ username, name }));
}

// Until the catalogue exports demoMembers.
function provisional(): { sub: string; name?: string }[] {
  const numbered = (prefix: string, count: number, suffix = ''): string[] => Array.from({ length: count }, (_, i) => `${prefix}${String(i + 1).padStart(2, '0')}${suffix}`);
  const fixed = ['d-410122-industry', 'd-410122-finance', 'd-zz-gxq-industry', 'd-zz-gxq-finance', 'miit-officer', 'miit-leader', 'finance-officer', 'supervision-officer', 'ops1', 'audit1'];
  return [...numbered('ent', 12, '-filler'), ...numbered('ent', 12, '-approver'), ...numbered('exp', 15), ...fixed].map((sub) => ({ sub }));
}
