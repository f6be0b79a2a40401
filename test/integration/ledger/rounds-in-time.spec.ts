import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { compareInstants, type Command, type Instant } from '@vermilion/domain';
import { instantOf, type TransactOutcome } from '@vermilion/ledger';
import { castOf, miitOfficer } from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';
import { roundStoryOn, smallBook } from '../../support/round-story.js';
import { ROUND_ID, TERMS } from '../../support/small-round.js';

const stream = `round:${ROUND_ID}`;
const { industry, approver } = castOf('ENT01');

/** A command, when the API had it, and what came of it. */
interface Sent {
  readonly receivedAt: Instant;
  readonly outcome: TransactOutcome;
}

describe('the hours of a round', () => {
  let test: TestLedger;
  let story: ReturnType<typeof roundStoryOn>;
  beforeEach(async () => {
    test = await startLedger({ procedures: smallBook, poolSize: 40 });
    story = roundStoryOn(test.ledger);
  }, 60_000);
  afterEach(() => test.stop());

  const sql = <Row>(text: string, ...parameters: unknown[]) => test.database.admin<Row>(text, parameters);
  const opened = async () => {
    await story.call();
    await test.setClock('2018-03-06T09:00:00+08:00');
    await story.fireDue();
  };
  const trail = async () => {
    const rows = await sql<{ what: string }>(
      `SELECT type || ' by ' || actor_kind AS what FROM event WHERE stream = $1 ORDER BY seq`,
      stream,
    );
    return rows.map(({ what }) => what);
  };

  // Terms of the round: 县区推荐 until before the cut-off; whoever comes later finds the candidates frozen.
  it('let no district recommend after the cut-off, even if no keeper has come by', async () => {
    await opened();
    const caseId = await story.reviewed();
    await test.setClock(TERMS.cutOff);
    const outcome = await story.giveRound(industry, { type: 'recommend', cases: [caseId] });
    expect(outcome).toMatchObject({ kind: 'conflict', current: { by: 'clock', at: TERMS.cutOff } });
    expect(await trail()).toEqual([
      'round.called by person',
      'round.opened by clock',
      'round.closed by clock',
      'round.frozen by clock',
    ]);

    await story.fireDue();
    expect(await trail()).toHaveLength(4);
    expect(await story.giveRound(industry, { type: 'recommend', cases: [caseId] })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'candidates-frozen', clause: 'cutOff' },
    });
  }, 60_000);

  it('let the bureau send nobody back once the candidates are frozen, even if no keeper has come by', async () => {
    await opened();
    const caseId = await story.reviewed();
    await story.mustRound(industry, { type: 'recommend', cases: [caseId] });
    await story.doOwedWork();
    await test.setClock(TERMS.cutOff);
    const outcome = await story.give(caseId, miitOfficer, { type: 'send-back', opinion: '排序依据不足' });
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'candidates-frozen' } });
    expect(await trail()).toContain('round.frozen by clock');
  }, 60_000);

  it('let the bureau take no pass back once the candidates are frozen, even if no keeper has come by', async () => {
    await opened();
    const caseId = await story.reviewed();
    await story.mustRound(industry, { type: 'recommend', cases: [caseId] });
    await story.doOwedWork();
    const pass = { type: 'pass', opinion: '材料齐全' } as const;
    const takeBack = { type: 'take-back', opinion: '漏看附件' } as const;
    await story.must(caseId, miitOfficer, pass);
    await story.must(caseId, miitOfficer, takeBack);
    await story.must(caseId, miitOfficer, pass);
    await test.setClock(TERMS.cutOff);
    const outcome = await story.give(caseId, miitOfficer, takeBack);
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code: 'candidates-frozen', clause: 'cutOff' } });
    expect(await trail()).toContain('round.frozen by clock');
  }, 60_000);

  it('let a case be sent back and recommended anew before that', async () => {
    await opened();
    const caseId = await story.reviewed();
    await story.mustRound(industry, { type: 'recommend', cases: [caseId] });
    await story.doOwedWork();
    await story.must(caseId, miitOfficer, { type: 'send-back', opinion: '排序依据不足' });
    await story.mustRound(industry, { type: 'recommend', cases: [caseId] });
    await story.doOwedWork();
    const [found] = await sql<{ stage: string }>('SELECT stage FROM "case"');
    expect(found?.stage).toBe('formal-check');
  }, 60_000);

  it('judge a declaration before the window opens, and one that knows of no round', async () => {
    const early = await story.drafted(castOf('ENT01'));
    const submit = { type: 'submit', draftVersion: early.draftVersion } as const;
    expect(await story.give(early.caseId, approver, submit)).toMatchObject({ refusal: { code: 'round-missing' } });
    await story.call();
    expect(await story.give(early.caseId, approver, submit)).toMatchObject({ refusal: { code: 'round-not-open' } });
    await test.setClock(TERMS.opens);
    expect(await story.give(early.caseId, approver, submit)).toMatchObject({ kind: 'accepted' });
    const [found] = await sql<{ round: string }>('SELECT round FROM "case"');
    expect(found?.round).toBe(ROUND_ID);
  }, 60_000);

  it('are called once, though two officers call the same round at once', async () => {
    const call = () =>
      test.ledger.transactRound({
        roundId: ROUND_ID,
        command: { type: 'call', id: ROUND_ID, procedure: 'small-round', version: 1, terms: TERMS },
        actor: miitOfficer,
        key: randomUUID(),
        expectedSeq: null,
      });
    const outcomes = await Promise.all([call(), call(), call()]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', 'refused', 'refused']);
    expect(await trail()).toEqual(['round.called by person']);
  }, 60_000);

  it('receive of 200 declarations in the closing second each that came before it, and none that came after', async () => {
    await test.followMachine();
    const day = 86_400_000;
    const from = instantOf(new Date(Date.now() - day));
    const soon = instantOf(new Date(Date.now() + day));
    await story.call({ ...TERMS, opens: from, closes: soon, cutOff: soon });
    await story.fireDue();
    const drafts: { caseId: string; draftVersion: number }[] = [];
    for (let index = 0; index < 10; index += 1) {
      drafts.push(...(await Promise.all(Array.from({ length: 20 }, () => story.drafted(castOf('ENT01'))))));
    }
    const closes = await closeSoon();
    const [, ...sent] = await Promise.all([
      wait(Date.parse(closes) + 50 - Date.now()).then(() => story.fireDue()),
      ...drafts.map(async ({ caseId, draftVersion }, index) => {
        await wait(Date.parse(closes) - 1_000 + index * 10 - Date.now());
        // Every tenth waits on its way from the API to the ledger until the window has closed.
        return send(caseId, { type: 'submit', draftVersion }, index % 10 === 0 ? 1_200 : 0);
      }),
    ]);
    while (!(await trail()).includes('round.closed by clock')) await story.fireDue();

    const inTime = sent.filter(({ receivedAt }) => compareInstants(receivedAt, closes) < 0);
    expect(inTime.length).toBeGreaterThan(50);
    expect(sent.length - inTime.length).toBeGreaterThan(50);
    for (const { receivedAt, outcome } of sent) {
      const late = { kind: 'refused', refusal: { code: 'round-over', clause: 'closes' } };
      expect(outcome).toMatchObject(compareInstants(receivedAt, closes) < 0 ? { kind: 'accepted' } : late);
    }
    const [counted] = await sql<{ events: number; rows: number; drafts: number }>(
      `SELECT (SELECT count(*) FROM event WHERE type = 'application.submitted')::int AS events,
              (SELECT count(*) FROM "case" WHERE phase = 'running' AND round = $1)::int AS rows,
              (SELECT count(*) FROM "case" WHERE phase = 'draft')::int AS drafts`,
      ROUND_ID,
    );
    expect(counted).toEqual({ events: inTime.length, rows: inTime.length, drafts: 200 - inTime.length });
    const [afterwards] = await sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM event WHERE type = 'application.submitted' AND recorded_at >= $1`,
      closes,
    );
    expect(afterwards?.n).toBeGreaterThanOrEqual(5);
  }, 120_000);

  /** Nobody can change the terms of a round; the test does, since it cannot know how long its drafts take. */
  async function closeSoon(): Promise<Instant> {
    const closes = instantOf(new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 2_000));
    await sql(
      `UPDATE round SET terms = terms || jsonb_build_object('closes', $1::text),
              state = jsonb_set(state, '{terms,closes}', to_jsonb($1::text))`,
      closes,
    );
    await sql(`UPDATE deadline SET due_at = $1 WHERE owner = $2 AND ref = 'closes:lapse'`, closes, stream);
    return closes;
  }

  async function send(caseId: string, command: Command, delayMs: number): Promise<Sent> {
    const receivedAt = instantOf(new Date());
    await wait(delayMs);
    const outcome = await test.ledger.transact({
      caseId,
      command,
      actor: approver,
      key: randomUUID(),
      expectedSeq: 1,
      receivedAt,
    });
    return { receivedAt, outcome };
  }
});
