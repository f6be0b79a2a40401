import { sampleData } from '@vermilion/catalogue';
import { verifyChain } from '@vermilion/ledger';
import { accepting } from '../../support/accepting.js';
import { SYSTEM, fullMarks, miitOfficer, storyOn } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

const opinion = '此处为办理人员的自由意见';

describe('what is secret', () => {
  let test: TestLedger;
  let story: ReturnType<typeof storyOn>;
  let caseId: string;
  let organisation: string;
  beforeAll(async () => {
    test = await startLedger();
    story = storyOn(test.ledger);
    const { caseId: id, cast } = await story.submitted('ENT01');
    caseId = id;
    organisation = cast.approver.organisation;
    await story.must(caseId, cast.industry, { type: 'accept' });
    await story.must(caseId, cast.industry, { type: 'pass', opinion });
    await story.must(caseId, cast.finance, { type: 'countersign', opinion: '' });
    await story.must(caseId, SYSTEM, { type: 'freeze-pool' });
    await story.must(caseId, SYSTEM, { type: 'draw', seed: 'ab'.repeat(32) });
    const experts = await story.seated(caseId);
    for (const expert of experts) await story.must(caseId, expert, accepting);
    const [first] = experts;
    if (first)
      await story.must(caseId, first, {
        type: 'submit-marks',
        marks: { ...fullMarks(), comments: { A: '只给自己看的评语' } },
      });
  }, 60_000);
  afterAll(() => test.stop());

  const eventOf = async (type: string) =>
    `application:${caseId}/${(await test.database.admin<{ seq: number }>('SELECT seq FROM event WHERE type = $1', [type]))[0]?.seq}`;
  const opened = (actor: Parameters<TestLedger['ledger']['read']>[0], eventId: string) =>
    test.ledger.read(actor, (session) => test.ledger.secrets.open(session, eventId));

  it('stands in no event, no message, no reply and no read table of everybody', async () => {
    const firm = sampleData().enterprises.find(({ id }) => id === 'ENT01');
    const experts = sampleData().experts.map(({ id }) => `"${id}"`);
    const words = [firm?.contact.name, firm?.contact.mobile, firm?.contact.email, firm?.legalRepresentative];
    const secrets = [...words, opinion, '只给自己看的评语', ...experts].filter((word) => word !== undefined);
    expect(secrets.length).toBeGreaterThan(15);
    for (const table of ['event', 'outbox', 'command', '"case"', 'holder', 'deadline', 'counter']) {
      const rows = await test.database.admin<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
      expect(rows.length).toBeGreaterThan(0);
      const text = rows
        .map((row) => row.text)
        .join('\n')
        .replaceAll('""', '"');
      expect(secrets.filter((word) => text.includes(word))).toEqual([]);
    }
    const [payload] = await test.database.admin<{ text: string }>(
      `SELECT string_agg(encode(ciphertext, 'escape'), '') AS text FROM private_payload`,
    );
    expect(payload?.text).not.toContain(firm?.contact.mobile);
  });

  it('opens for those whom it concerns', async () => {
    const returned = await opened(miitOfficer, await eventOf('application.endorsed'));
    expect(returned).toEqual({ opinion });
    expect(await opened(SYSTEM, await eventOf('panel.pool-frozen'))).toHaveProperty('identities');
  });

  it('of a panel opens for nobody but the engine, and of a seat for its own expert', async () => {
    const [first, second] = await story.seated(caseId);
    if (!first || !second) throw new Error('no seats');
    const pool = await eventOf('panel.pool-frozen');
    const mark = await eventOf('panel.mark-submitted');
    for (const actor of [miitOfficer, first, second]) expect(await opened(actor, pool)).toBeNull();
    for (const actor of [miitOfficer, second]) expect(await opened(actor, mark)).toBeNull();
    expect(await opened(first, mark)).toHaveProperty('items');
    expect(await opened(first, await eventOf('application.submitted'))).toBeNull();
  });

  it('is erased with the key of its subject, and the chain still holds', async () => {
    const event = await eventOf('application.submitted');
    expect(await opened(SYSTEM, event)).toHaveProperty('personal');
    await test.ledger.write(SYSTEM, (session) => test.ledger.secrets.erase(session, organisation));
    expect(await opened(SYSTEM, event)).toBeNull();
    const report = await test.ledger.read(SYSTEM, (session) => verifyChain(session, `application:${caseId}`));
    expect(report.faults).toEqual([]);
  });

  it('does not open when it was moved to another event', async () => {
    const [own, other] = [await eventOf('application.endorsed'), await eventOf('panel.mark-submitted')];
    await test.database.admin('UPDATE private_payload SET event_id = $2 WHERE event_id = $1', [other, 'aside']);
    await test.database.admin('UPDATE private_payload SET event_id = $2 WHERE event_id = $1', [own, other]);
    await expect(opened(SYSTEM, other)).rejects.toThrow();
  });
});
