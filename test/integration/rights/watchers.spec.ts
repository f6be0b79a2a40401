import { jest } from '@jest/globals';
import { listActs, listContactLooks, recordAct, recordContactLook, type Session } from '@vermilion/ledger';
import type { Person } from '@vermilion/domain';
import { auditor, castOf, miitOfficer, operations, person, storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

jest.setTimeout(60_000);

const security = person('sec1', 'city:security', 'security');
const FIRST_PAGE = { limit: 50 };

let test: TestLedger;
/** Submitted by ENT01. */
let caseId: string;

beforeAll(async () => {
  test = await startLedger({ poolSize: 2 });
  caseId = (await storyOn(test.ledger).submitted('ENT01')).caseId;
  for (const as of [operations, security, auditor])
    await write(as, (session) => recordAct(session, as, 'audit.verified', {}));
}, 120_000);
afterAll(() => test.stop());

const write = (as: Person, work: (session: Session) => Promise<void>) => test.ledger.write(as, work);
const actsSeen = async (as: Person, of: 'others' | 'auditor') => {
  const { items } = await test.ledger.read(as, (session) => listActs(session, of, FIRST_PAGE));
  return items.map((one) => [one.person, one.role, one.act]);
};
const refused = 'row-level security';

/** Source: GB/T 22239-2019 8.1.5.1–8.1.5.3: what each administrator does is audited; 个人信息保护法 第五十一条: 操作权限. */
describe('who watches', () => {
  it('writes down what they do in nobody’s name but their own', async () => {
    for (const [as, named] of [
      [operations, security],
      [security, auditor],
      [auditor, operations],
      [miitOfficer, operations],
    ] as const)
      await expect(write(as, (session) => recordAct(session, named, 'clock.moved', {}))).rejects.toThrow(refused);
  });

  it('is watched: acts of the audit administrator are read by security, those of the others by audit, and by nobody else', async () => {
    const [watched, others] = [
      [['audit1', 'auditor', 'audit.verified']],
      [
        ['sec1', 'security', 'audit.verified'],
        ['ops1', 'operations', 'audit.verified'],
      ],
    ];
    expect(await actsSeen(auditor, 'others')).toEqual(others);
    expect(await actsSeen(security, 'auditor')).toEqual(watched);
    expect([await actsSeen(security, 'others'), await actsSeen(auditor, 'auditor')]).toEqual([[], []]);
    for (const as of [operations, miitOfficer, castOf('ENT01').filler])
      expect([await actsSeen(as, 'others'), await actsSeen(as, 'auditor')]).toEqual([[], []]);
  });
});

describe('who looks at a contact', () => {
  const district = castOf('ENT01').industry;
  const looks = async (as: Person) =>
    (await test.ledger.read(as, (session) => listContactLooks(session, FIRST_PAGE))).items.map((one) => [
      one.person,
      one.caseId,
    ]);

  it('is written down in nobody’s name but their own, and of no case that they may not see', async () => {
    const elsewhere = castOf('ENT02').filler;
    await expect(write(district, (session) => recordContactLook(session, miitOfficer, caseId))).rejects.toThrow(
      refused,
    );
    await expect(write(elsewhere, (session) => recordContactLook(session, elsewhere, caseId))).rejects.toThrow(refused);
    await write(district, (session) => recordContactLook(session, district, caseId));
    expect(await looks(auditor)).toEqual([[district.person, caseId]]);
  });

  it('is read by the audit administrator alone', async () => {
    for (const as of [district, security, operations, castOf('ENT01').filler]) expect(await looks(as)).toEqual([]);
  });
});
