import { ROLES, type Role } from './actor.js';
import { fitsOrganisation, joinsAdministrators } from './administrators.js';

/** Source: GB/T 22239-2019 8.1.5 安全管理中心: system, audit and security administration by different people. */
describe('the three administrators', () => {
  it.each<readonly [readonly Role[], boolean]>([
    [['operations', 'security'], true],
    [['operations', 'auditor'], true],
    [['security', 'auditor'], true],
    [['operations', 'security', 'auditor'], true],
    [['operations', 'operations'], false],
    [['auditor'], false],
    [['operations', 'reviewer'], false],
    [[], false],
  ])('%j in one person: %j', (roles, joined) => {
    expect(joinsAdministrators(roles)).toBe(joined);
  });
});

describe('a role', () => {
  it.each([
    ['enterprise:91410100MA00000001', ['filler', 'approver']],
    ['district:410122/industry', ['reviewer', 'officer', 'leader']],
    ['bureau:miit', ['reviewer', 'officer', 'leader']],
    ['city:operations', ['operations']],
    ['city:security', ['security']],
    ['city:audit', ['auditor']],
    ['expert:EXP01', []],
  ])('can be held in %s: %j, and no other', (organisation, fitting) => {
    const found = ROLES.filter((role) => fitsOrganisation(role, organisation));
    expect([...found].sort()).toEqual([...fitting].sort());
  });
});
