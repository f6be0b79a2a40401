import type { Limit, Office, Procedure, RoundTerms, Stage } from '@vermilion/domain';
import { smallProcedure } from './small-procedure.js';

const limit = (amount: number, onLapse: Limit['onLapse']): Limit => ({
  amount,
  unit: 'working-day',
  startDayCounts: false,
  remindBefore: null,
  onLapse,
  basis: 'test',
});
const text = (zh: string) => ({ zh, en: zh });
const bureau: Office = { body: 'bureau', bureau: 'miit', role: 'officer' };
const leader: Office = { body: 'bureau', bureau: 'miit', role: 'leader' };
const district: Office = { body: 'district', office: 'industry' };
const frame = (id: string, title: string, office: Office) => ({ id, title: text(title), office, limit: null });
const [acceptance, review, panel, , award] = smallProcedure.stages;

/** The stages of the small procedure, with what a round puts between and around them. */
const stages: readonly Stage[] = [
  acceptance,
  review?.kind === 'review' ? { ...review, countersign: null, next: 'recommendation' } : review,
  {
    ...frame('recommendation', '推荐', district),
    kind: 'review' as const,
    verb: 'recommend' as const,
    countersign: null,
    correction: null,
    refusalGrounds: ['below-threshold'],
    next: 'formal-check',
  },
  {
    ...frame('formal-check', '形式审查', bureau),
    kind: 'review' as const,
    verb: 'pass' as const,
    countersign: null,
    correction: null,
    refusalGrounds: ['below-threshold'],
    sendsBackTo: 'recommendation',
    next: 'gathering',
  },
  { ...frame('gathering', '待入围', bureau), kind: 'gathering' as const, next: 'expert-review' },
  panel?.kind === 'panel' ? { ...panel, next: 'ranking' } : panel,
  { ...frame('ranking', '综合排序', bureau), kind: 'ranking' as const, next: 'proposal' },
  {
    ...frame('proposal', '拟认定', leader),
    kind: 'sign-off' as const,
    refusalGrounds: [],
    decidedBy: 'round' as const,
    limit: limit(5, 'overdue'),
    next: 'notice',
  },
  {
    ...frame('notice', '公示', bureau),
    kind: 'notice' as const,
    objection: {
      verifier: district,
      verification: limit(10, 'overdue'),
      appeal: limit(5, 'final'),
      secondInstance: { office: bureau, limit: limit(10, 'overdue') },
    },
    refusalGrounds: ['objection-upheld'],
    next: 'award',
  },
  award?.kind === 'award' ? { ...award, decidedBy: 'round' as const } : award,
].filter((stage) => stage !== undefined);

/** The small procedure in rounds: declared in a window, recommended, judged, ranked, published and signed together. */
export const smallRoundProcedure: Procedure = {
  ...smallProcedure,
  id: 'small-round',
  stages,
  withdrawUntil: 'ranking',
  round: {
    office: bureau,
    leader,
    recommender: district,
    stages: {
      recommendation: 'recommendation',
      gathering: 'gathering',
      ranking: 'ranking',
      proposal: 'proposal',
      notice: 'notice',
      award: 'award',
    },
    tieBreak: ['receivedAt'],
    notice: { ...limit(5, 'final'), startDayCounts: true },
    noticePrefix: '公示',
  },
  credit: { severe: 'veto', general: 'blocks', waivedBy: leader, suspension: limit(60, 'closed') },
};

/** The round of the tests. */
export const ROUND_ID = 'small-round-2018';
export const TERMS: RoundTerms = {
  year: 2018,
  opens: '2018-03-06T00:00:00+08:00',
  closes: '2018-03-17T00:00:00+08:00',
  cutOff: '2018-03-31T00:00:00+08:00',
  quota: 2,
  districtCap: 5,
};
