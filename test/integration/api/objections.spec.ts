import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import type {
  DeadlineList,
  DrawView,
  NoticeView,
  ObjectionAnswer,
  ObjectionList,
  ObjectionReceipt,
  ProblemBody,
} from '@vermilion/contracts';
import { startApi, type Answer, type TestApi } from '../../support/api.js';
import { loadProcedures } from '@vermilion/catalogue';
import { openDueBook } from '@vermilion/ledger';
import { roundProcedure } from '../../support/on-notice.js';
import { noticeStoryOn, ROUND, usersOf } from '../../support/notice-story.js';

jest.setTimeout(120_000);

/** Everything by which somebody could tell who objects. */
const QIAN = { name: '钱守正', address: '郑州市测试路9号院3号楼', phone: '0371-60009999' };
const FACTS = '公示车间的设备于上月方才安装，并未投产。';
const APPEAL = '核查时未查看投产记录，请市局复核。';

let api: TestApi;
let story: Awaited<ReturnType<typeof noticeStoryOn>>;
/** In notice: objected several times, not in time, at the last minute. `nursery` below the cut; `refused` at the door before. */
let entries = { twice: '', clear: '', late: '', nursery: '', refused: '' };
const [three, one, five, eleven, two] = [
  usersOf('ENT03'),
  usersOf('ENT01'),
  usersOf('ENT05'),
  usersOf('ENT11'),
  usersOf('ENT02'),
];
/** Everything that was answered to people who must not know who objects. */
const told: string[] = [];

beforeAll(async () => {
  api = await startApi({ LOG_LEVEL: 'trace', OBJECTIONS_PER_MINUTE: '200' });
  story = await noticeStoryOn(api);
  await story.called();
  const refused = await story.submitted('ENT02');
  await story.must(refused, story.office('ENT02', 'industry'), {
    type: 'refuse',
    ground: 'outside-scope',
    opinion: '不属于申报范围',
  });
  const [twice = '', clear = '', late = '', nursery = ''] = await story.published(['ENT03', 'ENT01', 'ENT05', 'ENT11']);
  entries = { twice, clear, late, nursery, refused };
}, 180_000);
afterAll(async () => {
  await story.ledger.close();
  await api.stop();
});

const asKey = (): string | null => randomUUID();
const lodge = <Body = ObjectionReceipt>(
  caseId: string,
  paper: object = {},
  { notice = ROUND, key = asKey() } = {},
): Promise<Answer<Body>> =>
  api.ask('POST', `/notices/${encodeURIComponent(notice)}/objections`, {
    ...(key === null ? {} : { key }),
    json: { caseId, paper: { kind: 'individual', ...QIAN, signed: true, facts: FACTS, ...paper } },
  });
const answer = async (receipt: string) => (await api.ask<ObjectionAnswer>('GET', `/objections/${receipt}`)).body;
const command = async (as: string, caseId: string, type: string, payload: object) => {
  const { body } = await api.ask<{ seq: number }>('GET', `/cases/${caseId}`, { as });
  return api.ask('POST', `/cases/${caseId}/commands`, {
    as,
    key: randomUUID(),
    json: { type, payload, expectedSeq: body.seq },
  });
};
const listed = async (as: string, caseId: string) => {
  const { body } = await api.ask<ObjectionList>('GET', `/cases/${caseId}/objections`, { as });
  return body.items;
};
const stageOf = async (caseId: string) => {
  const rows = await api.store.database.admin<{ phase: string; stage: string | null; closed_at: Date | null }>(
    'SELECT phase, stage, closed_at FROM "case" WHERE id = $1',
    [caseId],
  );
  return rows[0];
};

describe('公示 the public notice, read without an account', () => {
  it('shows its days, its entries and how to object, by number and by round', async () => {
    const { body } = await api.ask<{ items: { number: string }[] }>('GET', '/notices');
    expect(body.items).toMatchObject([
      {
        id: ROUND,
        from: '2018-06-11',
        until: '2018-06-15',
        closesAt: '2018-06-16T00:00:00+08:00',
        open: true,
        entries: 3,
      },
    ]);
    const number = body.items[0]?.number ?? '';
    expect(number).toMatch(/^郑工信公示〔2018〕\d+号$/);
    const byRound = await api.ask<{ entries: unknown[] }>('GET', `/notices/${ROUND}`);
    const byNumber = await api.ask('GET', `/notices/${encodeURIComponent(number)}`);
    expect(byNumber.body).toEqual(byRound.body);
    expect(byRound.body.entries).toHaveLength(3);
    expect((await api.ask('GET', '/notices/smart-workshop-1999')).status).toBe(404);
  });

  it('says who publishes it and why, how its days were counted, where the draws are; and names nobody who objects or judges', async () => {
    const { body } = await api.ask<NoticeView>('GET', `/notices/${ROUND}`);
    expect(`${body.office.zh} ${body.basis}`).toMatch(/工业和信息化.*郑政文〔2017〕146号/);
    expect([body.documents, body.period?.days.map(({ counted }) => counted)]).toEqual([[], Array(5).fill(true)]);
    const known = ['applicant', 'caseId', 'certificateNumber', 'district', 'districtName', 'draw', 'workshopName'];
    for (const entry of body.entries) {
      expect([Object.keys(entry).sort(), entry.certificateNumber]).toEqual([known, null]);
      const { body: drawn } = await api.ask<DrawView>('GET', `/draws/${entry.draw ?? ''}`);
      expect(drawn).toMatchObject({ caseId: entry.caseId, draw: entry.draw });
    }
  });

  it('its end is explained day by day to who waits for it', async () => {
    const { body } = await api.ask<DeadlineList>('GET', `/cases/${entries.clear}/deadlines`, { as: one.approver });
    const end = body.items.find(({ id }) => id === 'round/notice:lapse');
    const words = { zh: '自2018年6月11日起5个工作日（起始日计入），至2018年6月15日24时止。' };
    const derivation = { days: [11, 12, 13, 14, 15].map((day) => ({ date: `2018-06-${day}` })) };
    expect(end).toMatchObject({ dueAt: '2018-06-16T00:00:00+08:00', provisional: false, words, derivation });
  });
});

describe('复核 an appeal after the end, over HTTP', () => {
  it('comes too late after ten working days', async () => {
    const late = await command(two.approver, entries.refused, 'appeal', { opinion: '属于申报范围' });
    expect(late).toMatchObject({ status: 409, body: { code: 'appeal-closed' } });
    expect((await stageOf(entries.refused))?.closed_at).not.toBeNull();
  });

  it('is lodged by the approver and decided by the bureau; upheld, the case runs on at the district without its round', async () => {
    // ENT11 was below the cut: its case ended with the list of the nursery.
    const steps = await api.ask<{ items: { type: string }[] }>('GET', `/cases/${entries.nursery}/steps`, {
      as: eleven.approver,
    });
    expect(steps.body.items.map(({ type }) => type)).toEqual(['appeal']);
    const lodged = await command(eleven.approver, entries.nursery, 'appeal', { opinion: '评分有误' });
    expect(lodged.status).toBe(200);
    const tasks = await api.ask<{ items: { kind: string }[] }>('GET', '/tasks', { as: 'miit-officer' });
    expect(tasks.body.items).toMatchObject([{ kind: 'decide-appeal', dueAt: '2018-07-04T00:00:00+08:00' }]);
    const decided = await command('miit-officer', entries.nursery, 'decide-appeal', {
      upheld: true,
      opinion: '评分有误',
    });
    expect(decided.status).toBe(200);
    const reopened = await api.ask('GET', `/cases/${entries.nursery}`, { as: eleven.approver });
    expect(reopened.body).toMatchObject({ phase: 'running', outcome: null, closedAt: null });
    expect(await stageOf(entries.nursery)).toMatchObject({
      phase: 'running',
      stage: 'recommendation',
      closed_at: null,
    });
    expect(await story.ledger.rebuild(entries.nursery, 'look')).toEqual([]);
  });
});

describe('提出异议 an objection without an account', () => {
  it('is refused with a code for whatever is wrong with it', async () => {
    const codes: string[] = [];
    const wrong = async (asked: Promise<Answer<ProblemBody>>) => {
      const { status, body } = await asked;
      codes.push(`${status} ${body.code}`);
      return body.problems.map(({ at, code }) => `${at} ${code}`);
    };
    await wrong(lodge(entries.twice, {}, { key: null }));
    expect(await wrong(lodge(entries.twice, { nickname: 'x' }))).toEqual(['paper.nickname unknown-field']);
    expect(await wrong(lodge(entries.twice, { name: 'a\u0000b' }))).toEqual(['paper.name malformed']);
    expect(await wrong(lodge(entries.twice, { name: '', phone: '12', signed: false }))).toEqual([
      'paper.name missing',
      'paper.phone not-a-phone',
      'paper.signed not-signed',
    ]);
    await wrong(lodge(entries.refused));
    await wrong(lodge('2018-999999'));
    await wrong(lodge(entries.twice, {}, { notice: 'smart-workshop-1999' }));
    await wrong(api.ask('GET', '/objections/not-a-receipt'));
    await wrong(api.ask('GET', `/objections/${'0'.repeat(32)}`));
    expect(codes).toEqual([
      '400 key-missing',
      '422 request-invalid',
      '422 request-invalid',
      '422 objection-incomplete',
      '404 not-found',
      '404 not-found',
      '404 not-found',
      '422 request-invalid',
      '404 not-found',
    ]);
    expect(await listed(three.industry, entries.twice)).toEqual([]);
  });

  it('gets a receipt, the same for a repeated request, and another for another paper under the same key', async () => {
    const key = randomUUID();
    const first = await lodge(entries.twice, {}, { key });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ late: false, at: '2018-06-11T09:00:00+08:00' });
    const again = await Promise.all([lodge(entries.twice, {}, { key }), lodge(entries.twice, {}, { key })]);
    expect(again.map(({ body }) => body)).toEqual([first.body, first.body]);
    const other = await lodge(entries.twice, { name: '孙二', facts: '指标计算有误。' }, { key });
    expect(other.body.receipt).not.toBe(first.body.receipt);
    expect(await listed(three.industry, entries.twice)).toHaveLength(2);
    expect(await answer(first.body.receipt)).toMatchObject({
      caseId: entries.twice,
      status: 'verifying',
      dueAt: '2018-07-04T00:00:00+08:00',
      mayAppeal: false,
    });
  });

  it('is shown by name to the verifying office alone; the firm, other offices, operations and audit see that there is one', async () => {
    const [own] = await listed(three.industry, entries.twice);
    expect(own?.objector).toEqual({ ...QIAN, facts: FACTS });
    for (const as of [three.finance, three.filler, three.approver, 'miit-officer', 'miit-leader', 'ops1', 'audit1']) {
      const items = await listed(as, entries.twice);
      expect([as, items]).toMatchObject([as, [{ status: 'verifying', objector: null }, { objector: null }]]);
    }
    for (const as of [one.approver, one.industry])
      expect((await api.ask('GET', `/cases/${entries.twice}/objections`, { as })).status).toBe(404);
    const { body } = await api.ask<{ items: { kind: string }[] }>('GET', '/tasks', { as: three.industry });
    expect(body.items.filter(({ kind }) => kind === 'verify-objection')).toHaveLength(2);
  });
});

describe('核查与复核 verification, second instance, and what follows', () => {
  let objections: ObjectionList['items'];
  const receipts: string[] = [];

  it('the district answers both; one is taken to the second instance by its receipt', async () => {
    objections = await listed(three.industry, entries.twice);
    const key = randomUUID();
    receipts.push((await lodge(entries.twice, { facts: '另一事实。' }, { key })).body.receipt);
    for (const { objection } of await listed(three.industry, entries.twice)) {
      const verified = await command(three.industry, entries.twice, 'verify-objection', {
        objection,
        upheld: false,
        opinion: '经现场核查，所述与事实不符。',
      });
      expect(verified.status).toBe(200);
    }
    const [receipt = ''] = receipts;
    expect(await answer(receipt)).toMatchObject({
      status: 'verified',
      finding: 'dismissed',
      reply: '经现场核查，所述与事实不符。',
      mayAppeal: true,
    });
    expect(JSON.stringify(await answer(receipt))).not.toMatch(/applicant|enterprise|新郑/);
    // Both sides are told: the firm reads the conclusion in the same words, and still not who objected.
    for (const seen of await listed(three.approver, entries.twice))
      expect(seen).toMatchObject({ finding: 'dismissed', reply: '经现场核查，所述与事实不符。', objector: null });
    const asked = await api.ask<ObjectionAnswer>('POST', `/objections/${receipt}/appeals`, {
      key,
      json: { opinion: APPEAL },
    });
    expect(asked).toMatchObject({ status: 200, body: { status: 'second-instance', mayAppeal: false } });
    const again = await api.ask<ProblemBody>('POST', `/objections/${receipt}/appeals`, {
      key: randomUUID(),
      json: { opinion: APPEAL },
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'appeal-closed' } });
  });

  it('from then on the second instance, and nobody else, reads who asks for it and why', async () => {
    const at = objections.length;
    const items = await listed('miit-officer', entries.twice);
    expect(items.map(({ objector }) => objector?.name ?? null)).toEqual([null, null, QIAN.name]);
    expect(items[at]?.appeal).toBe(APPEAL);
    for (const as of [three.approver, 'miit-leader', 'ops1']) {
      const [, , third] = await listed(as, entries.twice);
      expect([as, third]).toMatchObject([as, { appealedBy: 'objector', appeal: null, objector: null }]);
    }
  });

  it('entries that nobody objects to go on; an objection of the last minute holds up its own, one after it nothing', async () => {
    await story.reach('2018-06-15T23:59:00+08:00');
    const inTime = await lodge(entries.late, { facts: '最后一分钟。' });
    expect(inTime.body.late).toBe(false);
    await story.reach('2018-06-16T00:00:00+08:00');
    const tooLate = await lodge(entries.clear, { facts: '公示期满后的第一刻。' });
    expect(tooLate).toMatchObject({ status: 201, body: { late: true } });
    expect(await stageOf(entries.clear)).toMatchObject({ stage: 'award' });
    expect(await stageOf(entries.late)).toMatchObject({ stage: 'notice' });
    await story.signed();
    await story.doOwedWork(ROUND);
    expect(await stageOf(entries.clear)).toMatchObject({ phase: 'closed' });
    const { body: notice } = await api.ask<NoticeView>('GET', `/notices/${ROUND}`);
    expect(notice.entries.filter((one) => one.certificateNumber)).toMatchObject([{ caseId: entries.clear }]);
    receipts.push(inTime.body.receipt, tooLate.body.receipt);
  });

  it('silence of both sides makes dismissals final; the second instance dismisses; the entry gets a supplementary document', async () => {
    const [, , third] = await listed('miit-officer', entries.twice);
    const decided = await command('miit-officer', entries.twice, 'decide-objection', {
      objection: third?.objection ?? '',
      upheld: false,
      opinion: '维持核查结论。',
    });
    expect(decided.status).toBe(200);
    await story.reach('2018-06-27T00:00:00+08:00');
    expect((await listed(three.approver, entries.twice)).map(({ status, bySilence }) => [status, bySilence])).toEqual([
      ['dismissed', true],
      ['dismissed', true],
      ['dismissed', false],
    ]);
    expect(await answer(receipts[0] ?? '')).toMatchObject({ status: 'dismissed', decision: '维持核查结论。' });
    expect((await listed(three.approver, entries.twice))[2]).toMatchObject({
      decision: '维持核查结论。',
      objector: null,
    });
    expect(await stageOf(entries.twice)).toMatchObject({ stage: 'award' });
    await story.signed();
    await story.doOwedWork(ROUND);
    expect(await stageOf(entries.twice)).toMatchObject({ phase: 'closed' });
  });

  it('upheld, and nobody asks for the second instance: the entry ends as refused', async () => {
    const [only] = await listed(five.industry, entries.late);
    await command(five.industry, entries.late, 'verify-objection', {
      objection: only?.objection ?? '',
      upheld: true,
      opinion: '情况属实。',
    });
    await story.reach('2018-07-05T00:00:00+08:00');
    expect(await answer(receipts[1] ?? '')).toMatchObject({ status: 'upheld', bySilence: true });
    const { body } = await api.ask('GET', `/cases/${entries.late}`, { as: five.approver });
    expect(body).toMatchObject({ phase: 'closed', outcome: 'refused' });
    expect((await lodge<ProblemBody>(entries.late, { facts: '再次提出。' })).body.code).toBe('case-closed');
    // Nothing of the round is open any more, though the answer to the late objection came after the end of its case.
    const [round] = await api.store.database.admin<{ phase: string }>('SELECT phase FROM round WHERE id = $1', [ROUND]);
    expect(round?.phase).toBe('completed');
  });
});

describe('a late objection whose case has ended in the meantime', () => {
  it('nobody answers: overdue, and the ladder hears of the closed case; answered, it is resolved', async () => {
    const dueAt = '2018-07-10T00:00:00+08:00';
    const missed = { obligation: roundProcedure.obligation, dueAt };
    await story.reach(dueAt);
    const { body } = await api.ask('GET', `/cases/${entries.clear}`, { as: one.industry });
    expect(body).toMatchObject({ phase: 'closed', outcome: 'awarded', overdue: true });
    const [late] = await listed(one.industry, entries.clear);
    const objection = late?.objection ?? '';
    const book = openDueBook(story.ledger, loadProcedures());
    expect(await book.unresolvedCases(missed)).toEqual([{ caseId: entries.clear, limit: `objection-${objection}` }]);
    expect(await book.dueEscalations({ from: 0, to: 63 })).toMatchObject([{ ...missed, rung: 'lead' }]);
    const answered = { objection, upheld: false, opinion: '不属实。' };
    expect((await command(one.industry, entries.clear, 'verify-objection', answered)).status).toBe(200);
    expect(await book.unresolvedCases(missed)).toEqual([]);
  });
});

describe('who objects', () => {
  it('is in no table in clear, in no log and in no answer to anybody but the offices that look into it', async () => {
    for (const as of [three.approver, three.finance, 'ops1', 'audit1', 'miit-leader']) {
      const paths = [`/cases/${entries.twice}`, `/cases/${entries.twice}/events`, `/cases/${entries.twice}/objections`];
      for (const path of [...paths, '/notifications', '/tasks'])
        told.push(JSON.stringify((await api.ask('GET', path, { as })).body));
    }
    told.push(
      JSON.stringify((await api.ask('GET', `/operations/cases/${entries.twice}/history`, { as: 'ops1' })).body),
    );
    told.push(api.logged());
    const tables = await api.store.database.admin<{ tablename: string }>(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
    );
    for (const { tablename } of tables) {
      const rows = await api.store.database.admin<{ row: string }>(`SELECT t::text AS row FROM "${tablename}" t`);
      told.push(rows.map(({ row }) => row).join('\n'));
    }
    const all = told.join('\n');
    expect(all.length).toBeGreaterThan(100_000);
    for (const secret of [...Object.values(QIAN), FACTS, APPEAL, '孙二']) {
      expect(all).not.toContain(secret);
      expect(all).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  it('stands in nothing that is rebuilt from the events', async () => {
    for (const caseId of Object.values(entries)) expect(await story.ledger.rebuild(caseId, 'look')).toEqual([]);
  });
});

describe('the rate of writing without an account', () => {
  it('is limited by address', async () => {
    const codes = new Set<number>();
    // Many at once, for as long as it takes: on a slow machine the allowance grows while requests are sent.
    for (let round = 0; round < 20 && !codes.has(429); round += 1) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => lodge('2018-999999')));
      for (const { status } of answers) codes.add(status);
    }
    expect([...codes].sort()).toEqual([404, 429]);
  });
});
