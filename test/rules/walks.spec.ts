import type { Actor, Command, CommandType } from '@vermilion/domain';
import {
  CLOCK,
  COMMAND_TYPES,
  compareInstants,
  evolve,
  holderOf,
  NO_CASE,
  SYSTEM,
  systemWork,
  tasksOf,
} from '@vermilion/domain';
import fc from 'fast-check';
import { documentsFor, person, sampleMarks, smartWorkshop, Walk } from '../support/walk.js';

const ENTERPRISES = ['ENT01', 'ENT02', 'ENT05', 'ENT10'] as const;

/** Everybody who could act on the case, strangers included. */
function actorsOf(walk: Walk): Actor[] {
  const seats = (walk.state.panel?.seats ?? []).map((seat) => walk.seated(seat.seat));
  const strangers = [
    new Walk('ENT03').industry,
    new Walk('ENT03').approver,
    person('expert', 'expert:EXP15'),
    person('auditor', 'city:audit'),
  ];
  return [
    walk.approver,
    person('filler', walk.approver.organisation),
    walk.industry,
    walk.finance,
    walk.officer,
    walk.leader,
    person('operations', 'city:operations'),
    ...seats,
    ...strangers,
    CLOCK,
    SYSTEM,
  ];
}

/** Payloads of which at least one must be accepted whenever the step is open. */
function payloadsOf(walk: Walk, type: CommandType, actor: Actor): Command[] {
  const seat =
    walk.state.panel?.seats.find(
      (candidate) => actor.kind === 'person' && walk.seated(candidate.seat).organisation === actor.organisation,
    )?.seat ?? 1;
  const overdue = walk.state.limits.find((limit) => limit.lapsed);
  const table: { [T in CommandType]?: () => Command[] } = {
    open: () => [{ type: 'open', procedure: 'smart-workshop', version: 1 }],
    submit: () => [{ type: 'submit', draftVersion: walk.draft.version }],
    correct: () => [{ type: 'correct', draftVersion: walk.draft.version }],
    withdraw: () => [{ type: 'withdraw' }],
    accept: () => [{ type: 'accept' }],
    pass: () => [{ type: 'pass', opinion: '' }],
    return: () => [{ type: 'return', defects: [{ target: 'document:commitment', what: '缺章', how: '盖章' }] }],
    refuse: () => groundsOf(walk).map((ground) => ({ type: 'refuse', ground, opinion: '理由' })),
    countersign: () => [{ type: 'countersign', opinion: '' }],
    'decline-countersign': () => [{ type: 'decline-countersign', opinion: '理由' }],
    'freeze-pool': () => [{ type: 'freeze-pool' }],
    draw: () => [{ type: 'draw', seed: 'd'.repeat(64) }],
    'accept-invitation': () => [{ type: 'accept-invitation' }],
    'decline-invitation': () => [{ type: 'decline-invitation', reason: declineReason() }],
    replace: () => [1, 2, 3, 4, 5].map((number) => ({ type: 'replace', seat: number })),
    'submit-marks': () => [
      { type: 'submit-marks', marks: sampleMarks(walk.enterprise)[seat - 1] ?? { items: {}, comments: {} } },
    ],
    redraw: () => [{ type: 'redraw' }],
    sign: () => [{ type: 'sign' }],
    issue: () => [{ type: 'issue' }],
    fire: () => walk.due().map((row) => ({ type: 'fire', deadline: row.id })),
    'record-escalation': () => [
      {
        type: 'record-escalation',
        limit: overdue?.id ?? '',
        rung: 'lead',
        recipients: ['bureau:miit'],
        dueAt: overdue?.lapsed?.dueAt ?? walk.now,
      },
    ],
  };
  return table[type]?.() ?? [];
}

function groundsOf(walk: Walk): readonly string[] {
  const stage = smartWorkshop.stages.find((candidate) => candidate.id === walk.state.stage);
  const grounds = stage?.kind === 'review' || stage?.kind === 'sign-off' ? stage.refusalGrounds : [];
  return grounds.length > 0 ? grounds : ['none'];
}

function declineReason(): string {
  return smartWorkshop.stages.flatMap((stage) => (stage.kind === 'panel' ? stage.declineReasons : []))[0] ?? '';
}

/** A random but lawful life of a case: people act, or time passes, or the engine works. */
function live(choices: readonly number[], enterprise: string, each: (walk: Walk) => void): Walk {
  const walk = new Walk(enterprise);
  for (const choice of choices) {
    each(walk);
    if (walk.state.phase === 'closed') break;
    const [next] = walk.due();
    if (next && choice % 5 === 0) {
      walk.moveTo(next.dueAt);
      continue;
    }
    if (walk.state.correction)
      walk.draft = {
        ...walk.draft,
        version: walk.draft.version + 1,
        documents: documentsFor(smartWorkshop, `edition ${choice}`),
      };
    const options = actorsOf(walk).flatMap((actor) =>
      walk
        .steps(actor)
        .filter((type) => type !== 'withdraw' || choice % 31 === 0)
        .map((type) => ({ actor, type })),
    );
    const option = options[choice % Math.max(1, options.length)];
    if (!option) continue;
    for (const command of payloadsOf(walk, option.type, option.actor))
      if (walk.give(command, option.actor) === null) break;
  }
  each(walk);
  return walk;
}

const lives = fc.tuple(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 60 }), fc.constantFrom(...ENTERPRISES));

describe('generated lives of cases', () => {
  it('nothing is ever stuck: an open case has a task, a due date or work of the engine; and exactly one holder', () => {
    fc.assert(
      fc.property(lives, ([choices, enterprise]) => {
        live(choices, enterprise, (walk) => {
          const { state } = walk;
          const open = state.phase === 'draft' || state.phase === 'running';
          expect(holderOf(smartWorkshop, state) !== null).toBe(open);
          if (open)
            expect(tasksOf(smartWorkshop, state).length + systemWork(smartWorkshop, state).length).toBeGreaterThan(0);
          if (state.phase === 'closed')
            expect([walk.due(), tasksOf(smartWorkshop, state), state.limits]).toEqual([[], [], []]);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('state is the fold of the events, and nothing else', () => {
    fc.assert(
      fc.property(lives, ([choices, enterprise]) => {
        const walk = live(choices, enterprise, () => undefined);
        expect(walk.events.reduce(evolve, NO_CASE)).toEqual(walk.state);
        expect(walk.state.seq).toBe(walk.events.length);
      }),
      { numRuns: 100 },
    );
  });

  it('a step is open exactly when some payload of it is accepted', () => {
    fc.assert(
      fc.property(lives, ([choices, enterprise]) => {
        let looked = 0;
        live(choices, enterprise, (walk) => {
          looked += 1;
          if (looked % 4 !== 0) return;
          if (walk.state.correction)
            walk.draft = { ...walk.draft, documents: documentsFor(smartWorkshop, `answer ${looked}`) };
          for (const actor of actorsOf(walk)) {
            const open = new Set(walk.steps(actor));
            for (const type of COMMAND_TYPES) {
              const accepted = payloadsOf(walk, type, actor).some((command) => walk.would(command, actor));
              expect({ type, actor, accepted }).toEqual({ type, actor, accepted: open.has(type) });
            }
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  it('every life can be brought to an end by people, the engine and the clock doing their next thing', () => {
    const forward: readonly CommandType[] = [
      ...['submit', 'correct', 'accept', 'pass', 'countersign', 'accept-invitation', 'submit-marks', 'redraw'],
      ...['sign', 'freeze-pool', 'draw', 'replace', 'issue', 'open'],
    ] as CommandType[];
    fc.assert(
      fc.property(lives, ([choices, enterprise]) => {
        const walk = live(choices, enterprise, () => undefined);
        for (let moves = 0; moves < 60 && walk.state.phase !== 'closed'; moves += 1) {
          if (walk.state.correction) {
            const documents = documentsFor(smartWorkshop, `last answer ${moves}`);
            walk.draft = { ...walk.draft, version: walk.draft.version + 1, documents };
          }
          const next = actorsOf(walk).flatMap((actor) =>
            walk.steps(actor).flatMap((type) => (forward.includes(type) ? [{ actor, type }] : [])),
          )[0];
          if (!next) break;
          payloadsOf(walk, next.type, next.actor).some((command) => walk.give(command, next.actor) === null);
        }
        expect(walk.state.phase).toBe('closed');
      }),
      { numRuns: 60 },
    );
  });

  it('a clock that stands still never lapses: under correction only the enterprise has dates, whatever the hour', () => {
    let corrections = 0;
    fc.assert(
      fc.property(lives, ([choices, enterprise]) => {
        live(choices, enterprise, (walk) => {
          if (!walk.state.correction) return;
          corrections += 1;
          expect(walk.due().every((row) => row.limit.includes('/correction-'))).toBe(true);
          const stopped = walk.state.limits.find((limit) => limit.subject.of === 'stage');
          const [before, later] = [walk.now, '2019-01-01T00:00:00+08:00'];
          walk.now = later;
          expect(walk.would({ type: 'fire', deadline: `${stopped?.id ?? ''}:lapse` }, CLOCK)).toBe(false);
          walk.now = before;
        });
      }),
      { numRuns: 100 },
    );
    expect(corrections).toBeGreaterThan(0);
  });

  it('no date fires early', () => {
    let looked = 0;
    fc.assert(
      fc.property(lives, ([choices, enterprise]) => {
        live(choices, enterprise, (walk) => {
          for (const row of walk.due().filter((due) => compareInstants(due.dueAt, walk.now) > 0)) {
            looked += 1;
            expect(walk.would({ type: 'fire', deadline: row.id }, CLOCK)).toBe(false);
          }
        });
      }),
      { numRuns: 100 },
    );
    expect(looked).toBeGreaterThan(100);
  });
});
