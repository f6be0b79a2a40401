import type { Mutant } from './mutant.js';

const WORKER = ['worker'] as const;

/** Faults in dates, and in who is told that one was missed. The business clock moves: they come first, as long as there are few cases. */
export const timeMutants: readonly Mutant[] = [
  {
    name: 'rung skipped',
    breaks: 'the lead bureau is passed over, and its rung recorded',
    restart: WORKER,
    ways: ['left'],
    patienceMs: 90_000,
    patches: [
      {
        file: 'activities/dist/notify-lead-bureau.js',
        from: `notifyRung(needs, 'lead', missed)`,
        to: `needs.due.unresolvedCases(missed).then((late) => needs.due.finishRung({
          ...missed, rung: 'lead', recipients: [], told: [], passedOver: late.map(({ caseId }) => caseId) }))`,
      },
    ],
    faults: [[10_000, { kind: 'clock', days: 26 }]],
    caughtBy: { invariant: 'P4', what: /was not told of/ },
  },
  {
    name: 'early',
    breaks: 'a due row is fired thirty days before its time',
    restart: WORKER,
    ways: ['left'],
    patches: [
      {
        file: 'libs/ledger/dist/due/fire-due.js',
        from: 'shard BETWEEN $1 AND $2 AND due_at <= $3 AND id <> ALL(',
        to: `shard BETWEEN $1 AND $2 AND due_at <= $3::timestamptz + interval '30 days' AND id <> ALL(`,
      },
      {
        file: 'libs/domain/dist/stages/lapse.js',
        from: `return rows.some((row) => compareInstants(row.dueAt, situation.now) <= 0) ? null : refuse('not-yet-due');`,
        to: 'return null;',
      },
      {
        file: 'libs/domain/dist/stages/lapse.js',
        from: 'if (compareInstants(row.dueAt, situation.now) > 0)',
        to: 'if (false)',
      },
    ],
    faults: [[12_000, { kind: 'clock', days: 1 }]],
    caughtBy: { invariant: 'P4', what: /before its time/ },
  },
];

/** After it, the clock does not move any more. */
export const dueMutants: readonly Mutant[] = [
  {
    name: 'due row not settled',
    breaks: 'what was fired is not noted in its due row',
    restart: WORKER,
    ways: ['left'],
    patches: [
      {
        file: 'libs/ledger/dist/core/projection/project-deadlines.js',
        from: 'WHERE (d.owner, d.ref) = (f.owner, f.ref) AND d.recorded_at IS NULL',
        to: 'WHERE (d.owner, d.ref) = (f.owner, f.ref) AND d.recorded_at IS NULL AND false',
      },
    ],
    patienceMs: 45_000,
    faults: [[10_000, { kind: 'clock', days: 12 }]],
    caughtBy: { invariant: 'P4', what: /not in its due row|is due since/ },
  },
];
