import { jest } from '@jest/globals';
import type { CaseSummary, CaseView, ChangesView, EventView, ProblemBody, Receipt } from '@vermilion/contracts';
import type { Marks, Person } from '@vermilion/domain';
import type { ApiCase } from '../../support/api-case.js';
import { ApiRound, districtOf } from '../../support/api-round.js';
import { startApi, type Answer, type TestApi } from '../../support/api.js';
import { fullMarks } from '../../support/case-story.js';
import { seedDemoRegisters } from '../../support/register-files.js';
import { traceOf } from '../../support/trace-of.js';

jest.setTimeout(180_000);

/** What an expert signs before the file is opened. */
const SIGNED = { noConflict: true, confidentiality: true };
const VOIDED = { seat: 1, reason: 'wrong-procedure', opinion: '该席位评分由他人代填' };
const MINUTE = '第五席对能耗数据存疑，经核对原始台账后维持原分';
const DISTRICT = districtOf('ENT01');
const FINANCE = districtOf('ENT01', 'finance');
const STRANGER = 'ent02-approver';

let api: TestApi;
let round: ApiRound;
let application: ApiCase;
/** Whose marks are declared void; the users on the seats afterwards. */
let voided: string;
let experts: string[];

beforeAll(async () => {
  api = await startApi({ OFFERED_PROCEDURES: 'smart-workshop@2,smart-workshop-review@1' });
  await seedDemoRegisters(api.store);
  round = new ApiRound(api);
  await round.call();
  await round.comesTo('2018-03-01T09:00:00+08:00');
  application = await round.reviewed('ENT01');
  await round.must(DISTRICT, 'recommend', { cases: [application.id] });
  await round.work();
  await round.decide(application, 'miit-officer', 'pass', { opinion: '' });
  await round.comesTo('2018-04-10T00:00:00+08:00');
  experts = usersOf(await round.draw(application.id));
}, 180_000);
afterAll(() => api.stop());

const usersOf = (people: readonly Person[]) => people.map(({ person }) => person);
const read = <Body>(as: string, path = '') => api.ask<Body>('GET', `/cases/${application.id}${path}`, { as });
const caseOf = async (as: string) => (await read<CaseView>(as)).body;
const eventsOf = async (as: string) => (await read<{ items: EventView[] }>(as, '/events')).body.items;
/** What a reader is told of an event of this type: its words; undefined when he is not told of the event at all. */
const wordsOf = async (as: string, type: string) => (await eventsOf(as)).find((event) => event.type === type)?.texts;
const seqNow = async () => (await caseOf('ops1')).seq;
const give = async <Body = ProblemBody>(as: string, type: string, payload: object): Promise<Answer<Body>> =>
  application.command<Body>(as, type, payload, await seqNow());
/** Gives a command that must be refused, leave nothing behind, and say in both languages what to do. */
async function refused(as: string, type: string, payload: object): Promise<readonly [number, string]> {
  const before = await traceOf(api, application.id);
  const { status, body } = await give(as, type, payload);
  expect(await traceOf(api, application.id)).toEqual(before);
  expect(body.remedy).toMatch(/\p{Script=Han}/u);
  expect(body.en.remedy).toMatch(/^[A-Z]/);
  return [status, body.code];
}
/** Full marks but for the first item, which stands as far below as asked, with a comment. */
function marksLess(less: number, comment: string): Marks {
  const { items } = fullMarks();
  return { items: { ...items, C: (items['C'] ?? 0) - less }, comments: { C: comment } };
}
const mark = async (as: string, less: number, comment: string) =>
  expect(await give(as, 'submit-marks', { marks: marksLess(less, comment) })).toMatchObject({ status: 200 });

describe('an expert who is only invited (research on expert review §1.8: signature before the files open)', () => {
  it('sees whose application it is and from where: enough to judge a conflict', async () => {
    const view = await caseOf(experts[0] ?? '');
    const { applicant, workshopName, district } = await caseOf('miit-officer');
    expect(view).toMatchObject({ applicant, workshopName, district, fileOpen: false });
    expect(workshopName).toBe('盾构刀盘关键部件智能车间');
    expect(view.panel?.seats.filter(({ yours }) => yours)).toMatchObject([{ seat: 1, status: 'invited' }]);
    const { body } = await api.ask<{ items: CaseSummary[] }>('GET', '/cases', { as: experts[0] ?? '' });
    expect(body.items.map(({ id }) => id)).toEqual([application.id]);
  });

  it('sees nothing that was declared, attached, checked, recorded or corrected', async () => {
    const [invited = ''] = experts;
    const { documents, form } = await caseOf('miit-officer');
    expect(Object.keys(form)).not.toEqual([]);
    expect(await caseOf(invited)).toMatchObject({ form: {}, figures: {}, documents: [], contact: null, check: null });
    expect(await eventsOf(invited)).toEqual([]);
    expect((await read<ChangesView>(invited, '/changes')).body.items).toEqual([]);
    for (const { id } of documents)
      expect(await api.ask('GET', `/documents/${id}`, { as: invited })).toMatchObject({ status: 404 });
  });

  it('accepts only with both signatures: without them the answer says what to sign, or to decline', async () => {
    const [invited = ''] = experts;
    for (const missing of [{ noConflict: false }, { confidentiality: false }])
      expect(await refused(invited, 'accept-invitation', { ...SIGNED, ...missing })).toEqual([
        422,
        'declaration-missing',
      ]);
    expect(await refused(invited, 'accept-invitation', { noConflict: true })).toEqual([422, 'request-invalid']);
    expect((await caseOf(invited)).fileOpen).toBe(false);
  });

  it('who comes too late learns that the case has moved on, and nothing of what happened', async () => {
    const [late = ''] = experts;
    const { status, body } = await application.command<ProblemBody>(late, 'accept-invitation', SIGNED, 3);
    expect([status, body.code, body.params['type']]).toEqual([409, 'stale-version', 'sealed']);
  });

  it('once the signed acceptance is recorded, reads the file as the office does', async () => {
    const [first = '', second = ''] = experts;
    const given = await give<Receipt>(first, 'accept-invitation', SIGNED);
    expect(given).toMatchObject({ status: 200, body: { events: [{ type: 'panel.invitation-accepted' }] } });
    const { documents, form } = await caseOf('miit-officer');
    expect(await caseOf(first)).toMatchObject({ fileOpen: true, form });
    expect((await caseOf(first)).documents).toHaveLength(documents.length);
    expect((await api.ask('GET', `/documents/${documents[0]?.id ?? ''}`, { as: first })).status).toBe(200);
    const accepted = (await eventsOf(first)).find(({ type }) => type === 'panel.invitation-accepted');
    expect(accepted?.data).toEqual({ seat: 1, ...SIGNED });
    expect((await caseOf(second)).fileOpen).toBe(false);
  });
});

describe('评分作废: marks are declared void over HTTP (research on expert review §1.8)', () => {
  beforeAll(async () => {
    for (const expert of experts.slice(1)) await give(expert, 'accept-invitation', SIGNED);
    await mark(experts[0] ?? '', 15, '作废席位的评语');
    await mark(experts[1] ?? '', 5, '第二席评语');
  });

  it('by the office in charge alone, with a known reason, its words, and marks to declare void', async () => {
    for (const as of ['miit-leader', DISTRICT, application.approver, experts[1] ?? '', FINANCE])
      expect([as, await refused(as, 'void-marks', VOIDED)]).toEqual([as, [403, 'not-permitted']]);
    expect(await refused(STRANGER, 'void-marks', VOIDED)).toEqual([404, 'not-found']);
    for (const [change, code] of [
      [{ seat: 3 }, 'seat-unknown'],
      [{ reason: 'too-low' }, 'ground-unknown'],
      [{ opinion: ' ' }, 'opinion-missing'],
    ] as const)
      expect((await refused('miit-officer', 'void-marks', { ...VOIDED, ...change }))[1]).toBe(code);
  });

  it('the expert has left the case, and an alternate takes the seat', async () => {
    [voided = ''] = experts;
    expect(await give('miit-officer', 'void-marks', VOIDED)).toMatchObject({ status: 200 });
    expect((await read(voided)).status).toBe(404);
    const path = `/operations/cases/${application.id}/commands`;
    const json = { type: 'replace', payload: { seat: 1 }, expectedSeq: await seqNow() };
    expect((await api.ask('POST', path, { as: 'ops1', key: 'replace-1', json })).status).toBe(200);
    experts = usersOf(await round.seated(application.id));
    expect(experts[0]).not.toBe(voided);
    expect(await give(experts[0] ?? '', 'accept-invitation', SIGNED)).toMatchObject({ status: 200 });
  });

  it('the bureau in charge reads why, in words; operations learn the code; nobody else that it happened', async () => {
    for (const as of ['miit-officer', 'miit-leader'])
      expect([as, await wordsOf(as, 'panel.mark-voided')]).toEqual([as, { opinion: VOIDED.opinion }]);
    expect(await wordsOf('ops1', 'panel.mark-voided')).toBeNull();
    for (const as of [application.approver, DISTRICT, experts[1] ?? '', FINANCE])
      expect([as, await wordsOf(as, 'panel.mark-voided')]).toEqual([as, undefined]);
  });
});

describe('评语: the comments on marks', () => {
  const offices = ['miit-officer', 'miit-leader'];
  const given = [
    { seat: 1, item: 'C', text: '递补席位评语' },
    { seat: 2, item: 'C', text: '第二席评语' },
    { seat: 3, item: 'C', text: '第三席评语' },
    { seat: 4, item: 'C', text: '第四席评语' },
    { seat: 5, item: 'C', text: '第五席评语' },
  ];

  it('are sealed before the opening: neither office, applicant, operations nor another expert reads any', async () => {
    for (const [index, text] of ['递补席位评语', null, '第三席评语', '第四席评语'].entries())
      if (text !== null) await mark(experts[index] ?? '', 5, text);
    for (const as of [...offices, application.approver, DISTRICT, 'ops1', experts[4] ?? '']) {
      const view = await caseOf(as);
      expect([as, view.judgement, /席评语|席位评语|席位的评语/.test(JSON.stringify(view))]).toEqual([as, null, false]);
      expect([as, JSON.stringify(await eventsOf(as)).includes('评语')]).toEqual([as, false]);
    }
  });

  it('are read by seat and item at once by the bureau and the panel; void ones by nobody, and by nobody else yet', async () => {
    const last: Marks = {
      items: { ...fullMarks().items, A: 0, B1: 0, C: 0 },
      comments: { A: '无材料', B1: '无材料', C: '第五席评语' },
    };
    expect(await give(experts[4] ?? '', 'submit-marks', { marks: last })).toMatchObject({ status: 200 });
    for (const as of [...offices, experts[0] ?? '']) {
      const { judgement, panel } = await caseOf(as);
      expect([as, panel?.minuteAwaited]).toEqual([as, true]);
      expect(judgement?.comments.filter(({ item }) => item === 'C')).toEqual(given);
      expect(judgement?.comments.slice(4).map(({ seat, item }) => `${seat} ${item}`)).toEqual(['5 A', '5 B1', '5 C']);
      expect(JSON.stringify(judgement)).not.toMatch(/作废席位|EXP\d/i);
    }
    for (const as of [application.approver, DISTRICT]) expect([as, (await caseOf(as)).judgement]).toEqual([as, null]);
    expect((await caseOf('ops1')).judgement?.comments).toEqual([]);
    expect((await read(STRANGER)).status).toBe(404);
  });
});

describe('分差说明: the minute of a large spread over HTTP (research on expert review §1.8)', () => {
  it('is recorded by the chair, in words, and by nobody else', async () => {
    for (const as of ['miit-officer', 'miit-leader', experts[1] ?? '', application.approver])
      expect([as, await refused(as, 'record-minute', { minute: MINUTE })]).toEqual([as, [403, 'not-permitted']]);
    expect((await refused(experts[0] ?? '', 'record-minute', { minute: ' ' }))[1]).toBe('opinion-missing');
    expect((await read<{ items: { type: string }[] }>(experts[0] ?? '', '/steps')).body.items).toMatchObject([
      { type: 'record-minute' },
    ]);
    expect(await give(experts[0] ?? '', 'record-minute', { minute: MINUTE })).toMatchObject({ status: 200 });
    expect((await caseOf('miit-officer')).stage?.id).toBe('ranking');
  });

  it('its words are read by the bureau in charge alone; the chair, too, has left the case', async () => {
    for (const as of ['miit-officer', 'miit-leader'])
      expect([as, await wordsOf(as, 'panel.minute-recorded')]).toEqual([as, { minute: MINUTE }]);
    for (const as of [application.approver, DISTRICT, 'ops1', FINANCE])
      expect([as, await wordsOf(as, 'panel.minute-recorded')]).toEqual([as, null]);
    expect((await read(experts[0] ?? '')).status).toBe(404);
  });

  it('the applicant reads the comments with its place, once the list is out; another firm never', async () => {
    await round.work();
    expect((await caseOf(application.approver)).judgement).toBeNull();
    await round.must('miit-leader', 'propose', { opinion: '同意' });
    await round.work();
    const { judgement, place } = await caseOf(application.approver);
    expect(place).toMatchObject({ rank: 1 });
    expect(judgement?.comments.map(({ seat, text }) => [seat, text])).toContainEqual([2, '第二席评语']);
    expect(JSON.stringify(judgement)).not.toMatch(/作废席位|EXP\d/i);
    expect((await read(STRANGER)).status).toBe(404);
  });
});
