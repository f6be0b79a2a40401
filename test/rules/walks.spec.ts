import type { Command, CommandType } from '@vermilion/domain';
import {
  CLOCK,
  COMMAND_TYPES,
  compareInstants,
  deskOf,
  evolve,
  holderOf,
  NO_CASE,
  systemWork,
  tasksOf,
} from '@vermilion/domain';
import fc from 'fast-check';
import { actorsOf, answered, appointed, live, liveAtDesk, lives, payloadsOf } from '../support/lives.js';
import { documentsFor, smartWorkshop, type Walk } from '../support/walk.js';

/**
 * Whether a desk has people who could be reached, there or above, and yet nobody could do anything that leads on: neither decide, nor pass the
 * case on, nor have it raised.
 */
function stranded(walk: Walk): boolean {
  if (!deskOf(smartWorkshop, walk.state)) return false;
  const leadsOn: readonly CommandType[] = [
    ...(['accept', 'pass', 'countersign', 'sign', 'return', 'refuse', 'decline-countersign'] as const),
    ...(['give-opinion', 'end-delegation', 'remove-signer', 'raise', 'transfer', 'take-back'] as const),
  ];
  return !actorsOf(walk).some((actor) => walk.steps(actor).some((type) => leadsOn.includes(type)));
}

/** Colleagues who never agree keep a case on the desk for as long as they like; in the end they do. */
const agreeing = (command: Command): Command =>
  command.type === 'give-opinion' ? { ...command, agree: true } : command;

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
          expect(stranded(walk)).toBe(false);
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

  it('on a desk whose people come and go, somebody can always go on, or the case is raised', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { maxLength: 30 }), (choices) => {
        liveAtDesk(choices, (walk) => {
          expect([stranded(walk), walk.staff, walk.state.desk]).toEqual([false, walk.staff, walk.state.desk]);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('they use every verb of an office', () => {
    const used = new Map<string, number>();
    fc.assert(
      fc.property(lives, ([choices, enterprise]) => {
        const { events } = live(choices, enterprise, () => undefined);
        for (const { type } of events) used.set(type, (used.get(type) ?? 0) + 1);
      }),
      { numRuns: 400, seed: 1 },
    );
    const verbs = [
      'transferred',
      'delegated',
      'delegation-ended',
      'signer-added',
      'signer-removed',
      'signed',
      'decided',
    ];
    for (const verb of [...verbs, 'urged', 'taken-back', 'raised'])
      expect([verb, (used.get(`desk.${verb}`) ?? 0) > 2]).toEqual([verb, true]);
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
      { numRuns: 40 },
    );
  });

  it('every life can be brought to an end by people, the engine and the clock doing their next thing', () => {
    // Decisions first; then what frees a desk that somebody holds and cannot clear.
    const forward: readonly CommandType[] = [
      ...['submit', 'correct', 'accept', 'pass', 'countersign', 'accept-invitation', 'submit-marks', 'redraw'],
      ...['sign', 'freeze-pool', 'draw', 'replace', 'issue', 'open'],
      ...['give-opinion', 'end-delegation', 'remove-signer', 'raise', 'transfer'],
    ] as CommandType[];
    fc.assert(
      fc.property(lives, ([choices, enterprise]) => {
        const walk = live(choices, enterprise, () => undefined);
        for (let moves = 0; moves < 90 && walk.state.phase !== 'closed'; moves += 1) {
          if (walk.state.correction) answered(walk, `last answer ${moves}`);
          const next = actorsOf(walk)
            .flatMap((actor) => walk.steps(actor).flatMap((type) => (forward.includes(type) ? [{ actor, type }] : [])))
            .sort((a, b) => forward.indexOf(a.type) - forward.indexOf(b.type))[0];
          if (!next && appointed(walk)) continue;
          if (!next) break;
          payloadsOf(walk, next.type, next.actor)
            .map(agreeing)
            .some((command) => walk.give(command, next.actor) === null);
        }
        expect([walk.state.phase, walk.staff, walk.state.desk]).toEqual(['closed', walk.staff, walk.state.desk]);
      }),
      {
        numRuns: 100,
        // The officer who would have the panel drawn anew has left.
        examples: [[[[0, 0, 0, 22_677, 11_365, 1, 1, 0, 71_299, 39_911], 'ENT05']]],
      },
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
