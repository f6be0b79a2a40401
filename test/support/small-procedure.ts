import type { Limit, Procedure } from '@vermilion/domain';

const limit = (amount: number, onLapse: Limit['onLapse'], remindBefore: number | null = null): Limit => ({
  amount,
  unit: 'working-day',
  startDayCounts: false,
  remindBefore,
  onLapse,
  basis: 'test',
});
const text = (zh: string) => ({ zh, en: zh });

/**
 * A procedure with one stage of every kind and every lapse rule, small enough to be read: acceptance (silence accepts), district review
 * (correction, countersign, overdue), panel of three, sign-off, award.
 */
export const smallProcedure: Procedure = {
  id: 'small',
  version: 1,
  title: text('小型认定'),
  obligation: 'small-duty',
  form: {
    sections: [
      {
        id: 'workshop',
        label: text('车间'),
        table: null,
        personal: false,
        fields: [{ id: 'name', type: 'text', label: text('名称'), required: true, maxLength: 50 }],
      },
    ],
  },
  documents: [],
  gates: [],
  stages: [
    {
      id: 'acceptance',
      kind: 'review',
      title: text('受理'),
      office: { body: 'district', office: 'industry' },
      verb: 'accept',
      countersign: null,
      correction: null,
      refusalGrounds: ['not-in-scope'],
      limit: limit(5, 'accepted-by-silence', 1),
      next: 'district-review',
    },
    {
      id: 'district-review',
      kind: 'review',
      title: text('区县初审'),
      office: { body: 'district', office: 'industry' },
      verb: 'pass',
      countersign: { body: 'district', office: 'finance' },
      correction: { rounds: 1, limit: limit(10, 'closed') },
      refusalGrounds: ['below-threshold'],
      limit: limit(10, 'overdue', 2),
      next: 'expert-review',
    },
    {
      id: 'expert-review',
      kind: 'panel',
      title: text('专家评审'),
      office: { body: 'bureau', bureau: 'miit', role: 'officer' },
      strata: [
        { category: 'technical', seats: 2 },
        { category: 'finance', seats: 1 },
      ],
      invitation: limit(2, 'declined'),
      declineReasons: [
        { id: 'busy', recuses: false },
        { id: 'conflict', recuses: true },
      ],
      rubric: {
        items: [{ id: 'level', name: text('水平'), weight: 100 }],
        step: 1,
        commentBelow: 0.6,
        passMark: 60,
        aggregate: 'trimmedMean@1',
      },
      limit: limit(30, 'overdue'),
      next: 'sign-off',
    },
    {
      id: 'sign-off',
      kind: 'sign-off',
      title: text('签发'),
      office: { body: 'bureau', bureau: 'miit', role: 'leader' },
      refusalGrounds: ['unfit'],
      limit: limit(5, 'overdue'),
      next: 'award',
    },
    {
      id: 'award',
      kind: 'award',
      title: text('发证'),
      office: { body: 'bureau', bureau: 'miit', role: 'officer' },
      documentPrefix: '郑工信',
      certificatePrefix: 'ZZ',
      titleYears: 3,
      limit: limit(5, 'overdue'),
    },
  ],
  ladder: [
    { id: 'lead', afterWorkingDays: 0 },
    { id: 'co-responsible', afterWorkingDays: 3 },
    { id: 'supervision', afterWorkingDays: 5 },
  ],
  applicantAt: null,
  withdrawUntil: 'district-review',
};
