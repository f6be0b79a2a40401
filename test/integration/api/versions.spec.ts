import { jest } from '@jest/globals';
import type { CaseView, DeadlineView, ProgrammeView } from '@vermilion/contracts';
import { ApiCase } from '../../support/api-case.js';
import { API_TERMS, ApiRound, districtOf } from '../../support/api-round.js';
import { startApi, type TestApi } from '../../support/api.js';

jest.setTimeout(120_000);

// 法不溯及既往: what is published later changes nothing for whoever has begun under the rules of before. Source: 《立法法》第九十三条.
describe('a second version of a procedure, offered while cases of the first are on their way', () => {
  let api: TestApi;
  let running: ApiCase;
  let drafted: ApiCase;
  const caseOf = async ({ id, filler }: ApiCase) =>
    (await api.ask<CaseView>('GET', `/cases/${id}`, { as: filler })).body;
  const lapsesOf = async ({ id, filler }: ApiCase) => {
    const { body } = await api.ask<{ items: DeadlineView[] }>('GET', `/cases/${id}/deadlines`, { as: filler });
    return body.items.map(({ limit, rung, dueAt }) => ({ limit, rung, dueAt }));
  };
  const decide = async (application: ApiCase, as: string, type: string, payload: object = {}) => {
    const { seq } = await caseOf(application);
    const { status, body } = await application.command(as, type, payload, seq);
    if (status !== 200) throw new Error(`${type}: ${JSON.stringify(body)}`);
  };

  beforeAll(async () => {
    api = await startApi({ OFFERED_PROCEDURES: 'smart-workshop@1' });
    running = await ApiCase.open(api, 'ENT01');
    await running.submit();
    drafted = await ApiCase.open(api, 'ENT02');
  }, 120_000);
  afterAll(() => api.stop());

  it('takes no case away from the version under which it was opened, nor moves its dates', async () => {
    const [before, lapses] = [await caseOf(running), await lapsesOf(running)];
    expect(before.procedure).toMatchObject({ id: 'smart-workshop', version: 1 });
    await api.restart({ OFFERED_PROCEDURES: 'smart-workshop@1,smart-workshop@2' });
    expect(await caseOf(running)).toEqual(before);
    expect(await lapsesOf(running)).toEqual(lapses);
    expect((await caseOf(drafted)).procedure).toMatchObject({ version: 1 });
  });

  it('is what new cases are opened under', async () => {
    const offered = await api.ask<ProgrammeView>('GET', '/programmes/smart-workshop');
    expect(offered.body).toMatchObject({ version: 2 });
    const { procedure } = await caseOf(running);
    const own = await api.ask<ProgrammeView>('GET', `/programmes/${procedure.id}/${procedure.version}`);
    const stagesOf = ({ stages }: ProgrammeView) => stages.map(({ id }) => id);
    expect(own.body).toMatchObject({ version: 1 });
    expect([stagesOf(own.body), stagesOf(offered.body)].map((stages) => stages.includes('recommendation'))).toEqual([
      false,
      true,
    ]);
    expect((await caseOf(await ApiCase.open(api, 'ENT03'))).procedure).toMatchObject({ version: 2 });
  });

  it('leaves the first to go its own way to the panel, where the second waits for the recommendation of its round', async () => {
    const round = new ApiRound(api);
    await round.call('miit-officer', API_TERMS);
    await round.comesTo(API_TERMS.opens);
    const second = await round.reviewed('ENT03');
    await decide(running, districtOf('ENT01'), 'accept');
    await decide(running, districtOf('ENT01'), 'pass', { opinion: '符合条件' });
    await decide(running, districtOf('ENT01', 'finance'), 'countersign', { opinion: '' });
    expect(await caseOf(running)).toMatchObject({ procedure: { version: 1 }, stage: { id: 'expert-panel' } });
    expect(await caseOf(second)).toMatchObject({ procedure: { version: 2 }, stage: { id: 'recommendation' } });
  });

  it('lets a draft of the first be submitted under the first', async () => {
    await drafted.submit();
    expect(await caseOf(drafted)).toMatchObject({ procedure: { version: 1 }, stage: { id: 'acceptance' } });
  });
});
