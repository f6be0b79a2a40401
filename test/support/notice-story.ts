import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { loadProcedures, sampleData } from '@vermilion/catalogue';
import type { RoundTerms } from '@vermilion/domain';
import { openLedger, type Ledger } from '@vermilion/ledger';
import { accepting } from './accepting.js';
import type { TestApi } from './api.js';
import { castOf, fullMarks, miitLeader, miitOfficer, person, SYSTEM } from './case-story.js';
import { roundStoryOn } from './round-story.js';

export const ROUND = 'smart-workshop-2018';
const terms: RoundTerms = {
  year: 2018,
  opens: '2018-03-01T09:00:00+08:00',
  closes: '2018-04-01T00:00:00+08:00',
  cutOff: '2018-05-19T00:00:00+08:00',
  quota: 3,
  districtCap: 3,
};
/** The day of the notice: a Monday. */
const PUBLISHED = '2018-06-11T09:00:00+08:00';

/** The users of the demonstration around an enterprise of the sample. */
export function usersOf(enterprise: string) {
  const district = sampleData().enterprises.find(({ id }) => id === enterprise)?.district.internalCode ?? '';
  const firm = enterprise.toLowerCase();
  return {
    district,
    filler: `${firm}-filler`,
    approver: `${firm}-approver`,
    industry: `d-${district.toLowerCase()}-industry`,
    finance: `d-${district.toLowerCase()}-finance`,
  };
}

/** Who fills an office of the district of an enterprise. */
function office(enterprise: string, name: 'industry' | 'finance') {
  const users = usersOf(enterprise);
  return person(users[name], `district:${users.district}/${name}`, 'reviewer');
}

/** A panel of its own, and the highest marks of everybody. */
async function judged(story: ReturnType<typeof roundStoryOn>, caseId: string): Promise<void> {
  await story.must(caseId, SYSTEM, { type: 'freeze-pool' });
  await story.must(caseId, SYSTEM, { type: 'draw', seed: randomBytes(32).toString('hex') });
  const experts = await story.seated(caseId);
  for (const expert of experts) await story.must(caseId, expert, accepting);
  for (const expert of experts) await story.must(caseId, expert, { type: 'submit-marks', marks: fullMarks() });
}

/** Brings enterprises of the sample to the public notice of a round of the real procedure, on the database behind an API. */
export async function noticeStoryOn(api: TestApi) {
  const ledger: Ledger = await openLedger({
    url: api.store.database.app,
    masterKeyFile: join(api.data, 'master-key'),
    procedures: loadProcedures(),
  });
  const story = roundStoryOn(ledger, loadProcedures());
  const reach = async (instant: string) => {
    await api.store.setClock(instant);
    for (let left = 1; left > 0;) left = (await story.fireDue()).fired;
    await story.doOwedWork(ROUND);
  };

  const submitted = async (enterprise: string): Promise<string> => {
    const cast = castOf(enterprise);
    const { caseId } = await story.must(null, cast.filler, { type: 'open', procedure: 'smart-workshop', version: 2 });
    const draftVersion = await story.fillIn(caseId, cast, enterprise);
    await story.must(caseId, cast.approver, { type: 'submit', draftVersion });
    return caseId;
  };

  const recommended = async (enterprise: string): Promise<string> => {
    const caseId = await submitted(enterprise);
    await story.must(caseId, office(enterprise, 'industry'), { type: 'accept' });
    await story.must(caseId, office(enterprise, 'industry'), { type: 'pass', opinion: '' });
    await story.must(caseId, office(enterprise, 'finance'), { type: 'countersign', opinion: '' });
    await story.mustRound(office(enterprise, 'industry'), { type: 'recommend', cases: [caseId] }, ROUND);
    await story.doOwedWork(ROUND);
    await story.must(caseId, miitOfficer, { type: 'pass', opinion: '' });
    return caseId;
  };

  return {
    ...story,
    ledger,
    reach,
    submitted,
    office,
    called: async () => {
      const call = { type: 'call', id: ROUND, procedure: 'smart-workshop', version: 2, terms } as const;
      await story.mustRound(miitOfficer, call, ROUND);
      await reach(terms.opens);
    },
    /** The cases of these enterprises on the list of the round, in public notice. */
    published: async (enterprises: readonly string[]) => {
      const cases: string[] = [];
      for (const enterprise of enterprises) cases.push(await recommended(enterprise));
      await reach(terms.cutOff);
      for (const caseId of cases) await judged(story, caseId);
      await reach(PUBLISHED);
      await story.mustRound(miitLeader, { type: 'propose', opinion: '' }, ROUND);
      await story.doOwedWork(ROUND);
      return cases;
    },
    signed: () => story.mustRound(miitLeader, { type: 'issue', opinion: '' }, ROUND),
  };
}
