import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { loadProcedures } from '@vermilion/catalogue';
import type { ProblemBody } from '@vermilion/contracts';
import { compareInstants, type Instant } from '@vermilion/domain';
import { instantOf } from '@vermilion/ledger';
import { API_TERMS, ApiRound } from '../../support/api-round.js';
import { startApi, type Answer, type TestApi } from '../../support/api.js';
import { castOf } from '../../support/case-story.js';
import { roundStoryOn } from '../../support/round-story.js';

jest.setTimeout(180_000);

const DAY = 86_400_000;
/** Drafts that are sent well before the window closes, in its last second, and after it. */
const GROUPS = { early: 80, last: 40, late: 80 } as const;

interface Sent {
  readonly group: keyof typeof GROUPS;
  readonly caseId: string;
  /** When the client began to send. */
  readonly sentAt: Instant;
  readonly answer: Answer<ProblemBody>;
}

// 《电子签名法》第十一条: a data message counts as received when it enters the system. What the API, its pool and the ledger need
// afterwards is nobody's delay but theirs.
describe('200 declarations that reach the API around the closing of a round', () => {
  let api: TestApi;
  let closes: Instant;
  let sent: readonly Sent[];
  const story = () => roundStoryOn(api.store.ledger, loadProcedures());
  const sql = <Row>(text: string, ...parameters: unknown[]) => api.store.database.admin<Row>(text, parameters);
  const of = (group: keyof typeof GROUPS) => sent.filter((one) => one.group === group);

  beforeAll(async () => {
    api = await startApi({ OFFERED_PROCEDURES: 'smart-workshop@2' });
    await api.store.followMachine();
    const soon = instantOf(new Date(Date.now() + DAY));
    const terms = { ...API_TERMS, opens: instantOf(new Date(Date.now() - DAY)), closes: soon, cutOff: soon };
    const called = await new ApiRound(api).call('miit-officer', terms);
    if (called.status !== 201) throw new Error(JSON.stringify(called.body));
    await story().fireDue();
    const drafts: Draft[] = [];
    for (let index = 0; index < 10; index += 1)
      drafts.push(...(await Promise.all(Array.from({ length: 20 }, () => drafted()))));
    closes = await closeIn(4_000);
    const from = Date.parse(closes);
    const [first, second] = [GROUPS.early, GROUPS.early + GROUPS.last];
    const spread = (part: Draft[], start: number, length: number, group: keyof typeof GROUPS) =>
      part.map((draft, index) => submit(draft, start + (index * length) / part.length, group));
    const held = holdRound(from + 400);
    sent = await Promise.all([
      ...spread(drafts.slice(0, first), from - 3_500, 1_500, 'early'),
      ...spread(drafts.slice(first, second), from - 1_000, 1_000, 'last'),
      ...spread(drafts.slice(second), from + 1, 1_000, 'late'),
    ]);
    await held;
  }, 180_000);
  afterAll(() => api.stop());

  it('accept each that came before, though the ledger hears of it only afterwards', async () => {
    expect(of('early').map(({ answer }) => answer.status)).toEqual(of('early').map(() => 200));
    const [late] = await sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM event WHERE type = 'application.submitted' AND recorded_at >= $1 AND stream = ANY($2)`,
      closes,
      of('early').map(({ caseId }) => `application:${caseId}`),
    );
    expect(late?.n).toBe(GROUPS.early);
  });

  it('refuse each that was sent after, and say that the window has closed', () => {
    for (const { sentAt, answer } of of('late')) {
      expect(compareInstants(sentAt, closes)).toBeGreaterThanOrEqual(0);
      expect(answer).toMatchObject({ status: 409, body: { code: 'round-over' } });
    }
  });

  it('do one or the other with each of the last second', () => {
    for (const { answer } of of('last'))
      expect([[200], [409, 'round-over']]).toContainEqual(
        answer.status === 200 ? [200] : [answer.status, answer.body.code],
      );
  });

  it('lose none: whoever was told yes stands in the ledger with an instant before the closing, whoever was told no is a draft', async () => {
    const yes = sent.filter(({ answer }) => answer.status === 200).map(({ caseId }) => caseId);
    const events = await sql<{ stream: string; at: Date }>(
      `SELECT stream, at FROM event WHERE type = 'application.submitted'`,
    );
    expect(events.map(({ stream }) => stream.slice('application:'.length)).sort()).toEqual([...yes].sort());
    for (const { at } of events) expect(at.getTime()).toBeLessThan(Date.parse(closes));
    const [rows] = await sql<{ running: number; drafts: number }>(
      `SELECT count(*) FILTER (WHERE phase = 'running' AND round IS NOT NULL)::int AS running,
              count(*) FILTER (WHERE phase = 'draft')::int AS drafts FROM "case"`,
    );
    expect(rows).toEqual({ running: yes.length, drafts: sent.length - yes.length });
  });

  interface Draft {
    readonly caseId: string;
    readonly draftVersion: number;
  }

  /** A draft with form and documents, written straight into the ledger. */
  async function drafted(): Promise<Draft> {
    const { must, fillIn } = story();
    const cast = castOf('ENT01');
    const { caseId } = await must(null, cast.filler, { type: 'open', procedure: 'smart-workshop', version: 2 });
    return { caseId, draftVersion: await fillIn(caseId, cast, 'ENT01') };
  }

  /** Nobody can change the terms of a round; the test does, since it cannot know how long its drafts take. */
  async function closeIn(milliseconds: number): Promise<Instant> {
    const instant = instantOf(new Date(Date.now() + milliseconds));
    await sql(
      `UPDATE round SET terms = terms || jsonb_build_object('closes', $1::text),
              state = jsonb_set(state, '{terms,closes}', to_jsonb($1::text))`,
      instant,
    );
    await sql(`UPDATE deadline SET due_at = $1 WHERE ref = 'closes:lapse'`, instant);
    return instant;
  }

  /** Keeps everybody who depends on the round waiting, and with them the connections of the API. */
  async function holdRound(until: number): Promise<void> {
    const somebody = await api.store.database.client(api.store.database.owner);
    await somebody.query('BEGIN');
    await somebody.query('SET LOCAL ROLE vermilion_owner');
    await somebody.query('LOCK TABLE round IN ACCESS EXCLUSIVE MODE');
    await wait(until - Date.now());
    await somebody.query('COMMIT');
  }

  async function submit({ caseId, draftVersion }: Draft, at: number, group: keyof typeof GROUPS): Promise<Sent> {
    await wait(at - Date.now());
    const sentAt = instantOf(new Date());
    const json = { type: 'submit', payload: { draftVersion }, expectedSeq: 1 };
    const answer = await api.ask<ProblemBody>('POST', `/cases/${caseId}/commands`, {
      as: 'ent01-approver',
      key: randomUUID(),
      json,
    });
    return { group, caseId, sentAt, answer };
  }
});
