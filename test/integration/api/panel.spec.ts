import { jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { loadProcedures } from '@vermilion/catalogue';
import type {
  CaseView,
  CertificateView,
  DrawView,
  EventView,
  ProblemBody,
  Receipt,
  TaskView,
} from '@vermilion/contracts';
import { SYSTEM, drawPanel, poolHash, type Candidate, type PanelStage } from '@vermilion/domain';
import { openLedger, type Ledger } from '@vermilion/ledger';
import { startApi, type Answer, type TestApi } from '../../support/api.js';
import { fullMarks, storyOn } from '../../support/case-story.js';
import { traceOf } from '../../support/trace-of.js';

jest.setTimeout(60_000);

/** Has advised ENT01; the register knows. */
const CONFLICTED = 'exp02';
/** What an expert signs to accept. */
const signed = { noConflict: true, confidentiality: true };

let api: TestApi;
let ledger: Ledger;
let story: ReturnType<typeof storyOn>;
let caseId: string;

beforeAll(async () => {
  api = await startApi();
  // The API's own key: what one of them seals, the other can open.
  const masterKeyFile = join(api.data, 'master-key');
  ledger = await openLedger({ url: api.store.database.app, masterKeyFile, procedures: loadProcedures() });
  story = storyOn(ledger);
  const submitted = await story.submitted('ENT01');
  const { industry, finance } = submitted.cast;
  caseId = submitted.caseId;
  await story.must(caseId, industry, { type: 'accept' });
  await story.must(caseId, industry, { type: 'pass', opinion: '符合条件' });
  await story.must(caseId, finance, { type: 'countersign', opinion: '' });
}, 120_000);
afterAll(async () => {
  await ledger?.close();
  await api.stop();
});

/** Gives a command over HTTP on the newest version of the case; `under` is `/operations` for the system's work by hand. */
async function give<Body = ProblemBody>(
  as: string,
  type: string,
  payload: object = {},
  under = '',
): Promise<Answer<Body>> {
  const expectedSeq = await story.seqOf(caseId);
  const json = { type, payload, expectedSeq };
  return api.ask<Body>('POST', `${under}/cases/${caseId}/commands`, { as, key: randomUUID(), json });
}

/** Gives a command that must be refused and leave nothing behind. */
async function refused(as: string, type: string, payload: object): Promise<Answer<ProblemBody>> {
  const before = await traceOf(api, caseId);
  const answer = await give(as, type, payload);
  expect(await traceOf(api, caseId)).toEqual(before);
  return answer;
}

/** The way out, in both languages. */
function expectBothRemedies({ body }: Answer<ProblemBody>): void {
  expect(body.remedy).toMatch(/\p{Script=Han}/u);
  expect(body.en.remedy).toMatch(/^[A-Z][a-z]+ /);
}

/** The users on the seats, in their order. */
async function seated(): Promise<string[]> {
  return (await story.seated(caseId)).map(({ person }) => person);
}

/** The page of the freeze, as an outsider kept it before the draw. */
let noted: DrawView;

describe('the pool', () => {
  it('has no page before it is frozen, nor has any event before it', async () => {
    for (let seq = (await story.seqOf(caseId)) + 1; seq > 0; seq -= 1)
      expect(await api.ask('GET', `/draws/${caseId}.${seq}`)).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
  });

  it('is frozen by the engine or by operations, by hand; by nobody else', async () => {
    expect(await give('miit-officer', 'freeze-pool', {}, '/operations')).toMatchObject({ status: 403 });
    const frozen = await give<Receipt>('ops1', 'freeze-pool', {}, '/operations');
    expect(frozen).toMatchObject({ status: 200, body: { events: [{ type: 'panel.pool-frozen' }] } });
    expect(await give('ops1', 'freeze-pool', {}, '/operations')).toMatchObject({
      status: 409,
      body: { code: 'not-now' },
    });
  });

  it('is public before there is a seed: whoever keeps the page can tell later that the draw came behind it', async () => {
    const seq = await story.seqOf(caseId);
    const asked = await api.ask<DrawView>('GET', `/draws/${caseId}.${seq}`);
    expect(asked.status).toBe(200);
    noted = asked.body;
    const id = `${caseId}.${seq}`;
    expect(noted).toMatchObject({ id, freezes: [id], draws: [], draw: null, excluded: { consulting: 1 } });
    expect(poolHash(noted.candidates as Candidate[])).toBe(noted.poolHash);
    expect(noted).toMatchObject({ seed: null, drawnAt: null, drawnEvent: null, seats: [], alternates: [] });
    // By hand: its text would name the official.
    expect(noted.frozenEvent).toMatchObject({
      seq,
      body: null,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(JSON.stringify(noted)).not.toMatch(/EXP\d|ops1|salt|identities/i);
  });

  it('is drawn from by the engine alone: operations could choose a seed', async () => {
    const seed = randomBytes(32).toString('hex');
    expect(await give('ops1', 'draw', { seed }, '/operations')).toMatchObject({
      status: 403,
      body: { code: 'not-permitted' },
    });
  });
});

describe('a draw', () => {
  it('is public: whoever takes the published pool and seed draws the same seats', async () => {
    await story.must(caseId, SYSTEM, { type: 'draw', seed: randomBytes(32).toString('hex') });
    const id = `${caseId}.${await story.seqOf(caseId)}`;
    const { status, body } = await api.ask<DrawView>('GET', `/draws/${id}`);
    expect(status).toBe(200);
    const candidates = body.candidates as Candidate[];
    const { seats, alternates, redraws } = drawPanel(candidates, body.strata as PanelStage['strata'], body.seed ?? '');
    expect(poolHash(candidates)).toBe(body.poolHash);
    expect({ seats, alternates, redraws }).toEqual({
      seats: body.seats,
      alternates: body.alternates,
      redraws: body.redraws,
    });
    expect(seats).toHaveLength(5);
    expect(body.excluded).toMatchObject({ consulting: 1 });
    expect(drawPanel(candidates, body.strata as PanelStage['strata'], '00'.repeat(32)).seats).not.toEqual(body.seats);
    const { body: view } = await api.ask<CaseView>('GET', `/cases/${caseId}`, { as: 'miit-officer' });
    expect(view.panel?.seats.map(({ seat, category }) => ({ seat, category }))).toEqual(
      seats.map(({ seat, category }) => ({ seat, category })),
    );
  });

  it('stands behind the freeze in the chain, whose page stays without a seed and tells which draw came of it', async () => {
    const seq = await story.seqOf(caseId);
    const { body } = await api.ask<DrawView>('GET', `/draws/${caseId}.${seq}`);
    expect(body.frozenEvent).toEqual(noted.frozenEvent);
    expect(body.drawnEvent).toMatchObject({ seq, prevHash: noted.frozenEvent.hash });
    expect(body).toMatchObject({ between: [], freezes: [noted.id], draws: [body.id], draw: body.id });
    const { body: freeze } = await api.ask<DrawView>('GET', `/draws/${noted.id}`);
    expect(freeze).toEqual({ ...noted, draws: [body.id], draw: body.id });
  });

  it('names nobody, and an event that is neither freeze nor draw has no page', async () => {
    const seq = await story.seqOf(caseId);
    const { body } = await api.ask<DrawView>('GET', `/draws/${caseId}.${seq}`);
    expect(JSON.stringify(body)).not.toMatch(/EXP\d|ops1/i);
    for (const other of [seq - 2, seq + 1])
      expect(await api.ask('GET', `/draws/${caseId}.${other}`)).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
  });
});

describe('marks are refused, and nothing changes, for', () => {
  const marks = fullMarks();

  it('an expert whom the register bars: to him there is no such case', async () => {
    const answer = await refused(CONFLICTED, 'submit-marks', { marks });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expectBothRemedies(answer);
  });

  it('an expert who has declared a conflict himself: he has left the case', async () => {
    const [first = ''] = await seated();
    const declined = await give(first, 'decline-invitation', { reason: 'conflict-of-interest' });
    expect(declined.status).toBe(200);
    const answer = await refused(first, 'submit-marks', { marks });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expectBothRemedies(answer);
    const replaced = await give<Receipt>('ops1', 'replace', { seat: 1 }, '/operations');
    expect(replaced).toMatchObject({ status: 200, body: { events: [{ type: 'panel.seat-replaced' }] } });
    expect(await seated()).not.toContain(first);
  });

  it('a mark above the weight of its item, below zero, or off the step; each at its place', async () => {
    const experts = await seated();
    for (const expert of experts)
      expect(await give(expert, 'accept-invitation', signed)).toMatchObject({ status: 200 });
    const items = { ...marks.items, A: 10.5, B1: 9.3 };
    const answer = await refused(experts[0] ?? '', 'submit-marks', { marks: { items, comments: {} } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'marks-invalid', clause: 'rubric' } });
    expect(answer.body.problems).toMatchObject([
      {
        at: 'items.A',
        code: 'out-of-range',
        params: { min: 0, max: 10, given: 10.5 },
        remedy: { zh: '请填写范围之内的数值。', en: 'Give a value within the range.' },
      },
      { at: 'items.B1', code: 'off-step' },
    ]);
    expectBothRemedies(answer);
    const negative = { items: { ...marks.items, A: -1 }, comments: {} };
    const below = await refused(experts[0] ?? '', 'submit-marks', { marks: negative });
    expect(below).toMatchObject({ status: 422, body: { code: 'request-invalid' } });
    expect(below.body.problems.map(({ at }) => at)).toEqual(['payload.marks.items.A']);
  });
});

describe('marks are sealed until the last is in', () => {
  /** Who has marked, as a reader sees it: by the seats, by the events, by what a loser is told. */
  const seenBy = async (as: string) => {
    const { body: view } = await api.ask<CaseView>('GET', `/cases/${caseId}`, { as });
    const { body: events } = await api.ask<{ items: EventView[] }>('GET', `/cases/${caseId}/events`, { as });
    const { body: tasks } = await api.ask<{ items: TaskView[] }>('GET', '/tasks?scope=due', { as });
    return {
      marked: view.panel?.seats.filter(({ status, yours }) => status === 'marked' && !yours).length,
      result: view.panel?.result ?? view.judgement,
      told: events.items.filter(({ type }) => type === 'panel.mark-submitted').length,
      otherTasks: tasks.items.filter((task) => task.caseId === caseId && task.kind === 'mark').length,
    };
  };
  const nothing = { marked: 0, result: null, told: 0, otherTasks: 0 };

  it('four of five have marked: neither applicant, district nor panel learns how many; the office in charge does', async () => {
    const experts = await seated();
    for (const expert of experts.slice(0, 4))
      expect(await give(expert, 'submit-marks', { marks: fullMarks() })).toMatchObject({ status: 200 });
    for (const reader of ['ent01-approver', 'ent01-filler', 'd-zz-gxq-industry', experts[0] ?? ''])
      expect(await seenBy(reader)).toEqual(nothing);
    expect(await seenBy(experts[4] ?? '')).toEqual({ ...nothing, otherTasks: 1 });
    expect(await seenBy('miit-officer')).toEqual({ ...nothing, marked: 4, told: 4 });
    expect(await seenBy('ops1')).toMatchObject({ marked: 4, told: 4, result: null });
  });

  it('who comes too late is told that the case has moved on, not that somebody marked', async () => {
    const json = { type: 'withdraw', payload: {}, expectedSeq: (await story.seqOf(caseId)) - 1 };
    const late = (as: string) =>
      api.ask<ProblemBody>('POST', `/cases/${caseId}/commands`, { as, key: randomUUID(), json });
    const { status, body } = await late('ent01-approver');
    expect(status).toBe(409);
    expect(body.code).toBe('stale-version');
    expect(JSON.stringify(body)).not.toMatch(/mark-submitted|专家|expert|评分/i);
    expect(JSON.stringify((await late('miit-officer')).body)).toContain('panel.mark-submitted');
  });

  it('the public page of the draw says nothing of marks', async () => {
    const { body: events } = await api.ask<{ items: EventView[] }>('GET', `/cases/${caseId}/events`, {
      as: 'miit-officer',
    });
    const drawn = events.items.find(({ type }) => type === 'panel.drawn');
    const { body } = await api.ask<DrawView>('GET', `/draws/${caseId}.${drawn?.seq}`);
    expect(body).toMatchObject({ number: 1, dissolvedAt: null, draws: [`${caseId}.${drawn?.seq}`] });
    expect(body.replacements.map(({ seat, vacant }) => ({ seat, vacant }))).toEqual([{ seat: 1, vacant: [] }]);
    expect(JSON.stringify(body)).not.toMatch(/mark|commitment|conflict-of-interest|EXP\d/);
    const file = `${api.url}/api/v1/draws/${caseId}.${drawn?.seq}`;
    const kept = join(api.data, 'noted.json');
    await writeFile(kept, JSON.stringify(noted));
    const tool = resolve('infra/tools/verify-draw.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [tool, file, '--noted', kept]);
    expect(stdout).toContain('the draw is genuine');
    const early = await promisify(execFile)(process.execPath, [tool, kept]);
    expect(early.stdout).toContain('the pool is frozen; this page has no seed');
  });
});

describe('a certificate', () => {
  it('is checked by anybody with its number', async () => {
    const [last = ''] = (await seated()).slice(-1);
    expect(await give(last, 'submit-marks', { marks: fullMarks() })).toMatchObject({ status: 200 });
    expect(await give('miit-leader', 'sign')).toMatchObject({ status: 200 });
    await story.must(caseId, SYSTEM, { type: 'issue' });
    const { body: view } = await api.ask<CaseView>('GET', `/cases/${caseId}`, { as: 'ent01-approver' });
    const number = view.award?.certificateNumber ?? '';
    const { status, body } = await api.ask<CertificateView>('GET', `/certificates/${encodeURIComponent(number)}`);
    expect(status).toBe(200);
    const { documentNumber, validFrom, validUntil } = view.award ?? {};
    expect(body).toMatchObject({
      certificateNumber: number,
      documentNumber,
      validFrom,
      validUntil,
      holder: view.applicant.name,
      status: 'valid',
    });
    expect(await api.ask('GET', '/certificates/NO-SUCH-NUMBER')).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });
});
