import {
  admissiblePanels,
  conflictWith,
  drawPanel,
  evolve,
  hashText,
  opensFile,
  poolHash,
  totalOf,
  trimmedMean,
} from '@vermilion/domain';
import type { Candidate, PanelStage } from '@vermilion/domain';
import { demoExperts, sampleData } from '@vermilion/catalogue';
import { accepting } from '../support/accepting.js';
import { sampleMarks, smartWorkshop, Walk } from '../support/walk.js';

const stage = smartWorkshop.stages.find(
  (candidate): candidate is PanelStage => candidate.kind === 'panel',
) as PanelStage;
const sample = sampleData();

const poolOf = (enterprise: string): Candidate[] => {
  const ids = sample.eligibleExperts[enterprise] as readonly string[];
  return demoExperts()
    .filter((expert) => ids.includes(expert.id))
    .map(({ id, category, employerGroup }) => ({ token: id, group: employerGroup, category }));
};

describe('专家回避 conflicts', () => {
  it.each(sample.enterprises.map(({ id, usci }) => [id, usci] as const))(
    '%s: the pool is exactly the one that the sample expects',
    (id, usci) => {
      const eligible = demoExperts().filter(
        (expert) => expert.available && conflictWith(expert, usci, '2018-03-01') === null,
      );
      expect(eligible.map((expert) => expert.id)).toEqual(sample.eligibleExperts[id]);
    },
  );

  it('a recorded conflict counts until its last day, included', () => {
    const expert = {
      employerCreditCode: null,
      conflicts: [{ creditCode: 'X', type: 'consulting', until: '2018-06-30', mustRecuse: true } as const],
    };
    expect(conflictWith(expert, 'X', '2018-06-30')).toBe('consulting');
    expect(conflictWith(expert, 'X', '2018-07-01')).toBeNull();
    expect(conflictWith({ employerCreditCode: 'X', conflicts: [] }, 'X', '2018-07-01')).toBe('employment');
  });
});

describe('专家抽取 draw of 4 technical and 1 financial expert, at most one of an employer', () => {
  it.each(Object.entries(sample.admissiblePanels))('%s admits %i panels', (id, count) => {
    expect(admissiblePanels(poolOf(id), stage.strata)).toBe(count);
  });

  it('counting agrees with writing all panels down', () => {
    const pool = poolOf('ENT01');
    const technical = pool.filter((candidate) => candidate.category === 'technical');
    const finance = pool.filter((candidate) => candidate.category === 'finance');
    const four = choose(technical, 4);
    const all = four.flatMap((members) => finance.map((expert) => [...members, expert]));
    expect(all.filter((panel) => new Set(panel.map((member) => member.group)).size === 5)).toHaveLength(315);
  });

  it('every admissible panel is equally likely (χ² over 315 panels, 12,600 draws, fixed seeds)', () => {
    const pool = poolOf('ENT01');
    const seen = new Map<string, number>();
    const draws = 12_600;
    for (let index = 0; index < draws; index += 1) {
      const { seats } = drawPanel(pool, stage.strata, hashText(`draw ${index}`));
      const key = seats
        .map((seat) => seat.token)
        .sort()
        .join();
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    const expected = draws / 315;
    const chiSquare =
      [...seen.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0) +
      (315 - seen.size) * expected;
    expect(seen.size).toBe(315);
    expect(chiSquare).toBeLessThan(396); // 314 degrees of freedom: 99.9 % of fair draws stay below
  });

  it('anyone with pool and seed gets the same seats and alternates, in whatever order the pool is written', () => {
    const pool = poolOf('ENT02');
    const seed = hashText('public seed');
    expect(drawPanel([...pool].reverse(), stage.strata, seed)).toEqual(drawPanel(pool, stage.strata, seed));
    expect(poolHash([...pool].reverse())).toBe(poolHash(pool));
  });

  it('the pool is frozen before the seed exists; a second draw, or a seed by a person, is refused', () => {
    const walk = new Walk('ENT01').passed();
    expect(walk.give({ type: 'draw', seed: 'a'.repeat(64) }, { kind: 'system' })?.code).toBe('pool-not-frozen');
    walk.must({ type: 'freeze-pool' }, { kind: 'system' });
    expect(
      walk.give(
        { type: 'draw', seed: 'a'.repeat(64) },
        { kind: 'person', person: 'ops1', organisation: 'city:operations', role: 'operations' },
      )?.code,
    ).toBe('not-permitted');
    expect(walk.give({ type: 'draw', seed: '7' }, { kind: 'system' })?.code).toBe('seed-malformed');
    walk.must({ type: 'draw', seed: 'a'.repeat(64) }, { kind: 'system' });
    expect(walk.give({ type: 'draw', seed: 'b'.repeat(64) }, { kind: 'system' })?.code).toBe('already-drawn');
  });

  it('no event names an expert', () => {
    const walk = new Walk('ENT01').convened();
    const text = JSON.stringify(walk.events.map((event) => event.data));
    for (const expert of demoExperts()) expect(text).not.toContain(expert.id);
  });
});

describe('邀请与递补 invitation and replacement', () => {
  it('who declines is replaced by the first alternate of the same category from another employer', () => {
    const walk = new Walk('ENT01').drawnPanel();
    const before = walk.state.panel?.seats.find((seat) => seat.seat === 2);
    walk
      .must({ type: 'decline-invitation', reason: stage.declineReasons[0]?.id ?? '' }, walk.seated(2))
      .must({ type: 'replace', seat: 2 }, { kind: 'system' });
    const after = walk.state.panel?.seats.find((seat) => seat.seat === 2);
    expect(after).toMatchObject({ category: 'technical', status: 'invited', invitation: 2 });
    expect(after?.token).not.toBe(before?.token);
    const groups = walk.state.panel?.seats.map(
      (seat) => walk.state.panel?.candidates.find((candidate) => candidate.token === seat.token)?.group,
    );
    expect(new Set(groups).size).toBe(5);
  });

  it('nobody answers: after three working days the invitation counts as declined', () => {
    const walk = new Walk('ENT01').drawnPanel().moveTo('2018-03-07T00:00:00+08:00'); // 1 March + 3 working days = 6 March
    expect(walk.state.panel?.seats.map((seat) => seat.status)).toEqual([
      'declined',
      'declined',
      'declined',
      'declined',
      'declined',
    ]);
  });

  it('when no alternate is left the bureau dissolves the panel and a new draw begins', () => {
    const walk = new Walk('ENT05').drawnPanel();
    for (let guard = 0; guard < 20 && !walk.state.panel?.exhausted; guard += 1) {
      walk.must({ type: 'decline-invitation', reason: 'schedule' }, walk.seated(5));
      walk.must({ type: 'replace', seat: 5 }, { kind: 'system' });
    }
    expect(walk.state.panel?.exhausted).toBe(true);
    walk
      .must({ type: 'redraw' }, walk.officer)
      .must({ type: 'freeze-pool' }, { kind: 'system' })
      .must({ type: 'draw', seed: 'c'.repeat(64) }, { kind: 'system' });
    expect(walk.state.panel?.seats).toHaveLength(5);
  });

  it('nobody answers, the panel is dissolved, nobody answers again: the invitations of the new panel lapse, too', () => {
    const walk = new Walk('ENT05').drawnPanel();
    const ids = new Set<string>();
    for (let guard = 0; guard < 20 && !walk.state.panel?.exhausted; guard += 1) {
      for (const row of walk.due()) ids.add(row.id);
      nobodyAnswers(walk);
      replaceAll(walk);
    }
    walk
      .must({ type: 'redraw' }, walk.officer)
      .must({ type: 'freeze-pool' }, { kind: 'system' })
      .must({ type: 'draw', seed: 'e'.repeat(64) }, { kind: 'system' });
    const anew = walk.due().filter((row) => row.limit.includes('/seat-'));
    expect(anew).toHaveLength(5);
    expect(anew.filter((row) => ids.has(row.id))).toEqual([]);
    nobodyAnswers(walk);
    expect(walk.state.panel?.seats.map((seat) => seat.status)).toEqual(Array(5).fill('declined'));
  });

  it('who has declared a conflict is in no later pool of the case', () => {
    const walk = new Walk('ENT05').drawnPanel();
    const before = walk.state.panel?.candidates.length ?? 0;
    for (let guard = 0; guard < 20 && !walk.state.panel?.exhausted; guard += 1) {
      const reason = guard === 0 ? 'conflict-of-interest' : 'schedule';
      walk.must({ type: 'decline-invitation', reason }, walk.seated(1));
      walk.must({ type: 'replace', seat: 1 }, { kind: 'system' });
    }
    walk.must({ type: 'redraw' }, walk.officer).must({ type: 'freeze-pool' }, { kind: 'system' });
    expect(walk.state.panel?.candidates).toHaveLength(before - 1);
    const frozen = walk.events.findLast((event) => event.type === 'panel.pool-frozen');
    expect(frozen?.data).toMatchObject({ excluded: { 'conflict-of-interest': 1 } });
  });

  it('the procedure says which reasons to decline take an expert out of the case, whatever they are called', () => {
    const declineReasons = [
      { id: 'kinship', recuses: true },
      { id: 'conflicting-appointment', recuses: false },
    ];
    const stages = smartWorkshop.stages.map((each) => (each.kind === 'panel' ? { ...each, declineReasons } : each));
    const walk = new Walk('ENT05', { ...smartWorkshop, stages }).drawnPanel();
    const related = walk.state.panel?.seats[0]?.token ?? '';
    walk.must({ type: 'decline-invitation', reason: 'kinship' }, walk.seated(1));
    walk.must({ type: 'decline-invitation', reason: 'conflicting-appointment' }, walk.seated(2));
    expect(walk.state.recused).toEqual([related]);
    expect(walk.state.recusedFor).toEqual({ [related]: 'kinship' });
  });

  it('declarations recorded before procedures said so are told by their code, as they were then', () => {
    const walk = new Walk('ENT05').drawnPanel();
    const [first, second] = walk.state.panel?.seats ?? [];
    const old = (seat: number, reason: string) =>
      ({ type: 'panel.invitation-declined', data: { seat, reason, bySilence: false } }) as const;
    const after = [old(1, 'conflict-of-interest'), old(2, 'schedule')].reduce(evolve, walk.state);
    expect(after.recused).toEqual([first?.token]);
    expect(second?.token).toBeDefined();
  });

  it('an expert accepts by signing that there is no conflict and that the file stays confidential, and both are on record', () => {
    const walk = new Walk('ENT01').drawnPanel();
    for (const missing of [{ noConflict: false }, { confidentiality: false }])
      expect(walk.give({ ...accepting, ...missing }, walk.seated(1))).toMatchObject({
        code: 'declaration-missing',
        params: missing,
      });
    expect(walk.state.panel?.seats[0]?.status).toBe('invited');
    walk.must(accepting, walk.seated(1));
    expect(walk.events.at(-1)?.data).toEqual({ seat: 1, noConflict: true, confidentiality: true });
  });

  it('the file is open to a seat from the acceptance on, not to whoever is invited or has left', () => {
    const statuses = ['invited', 'accepted', 'marked', 'declined', 'vacant'] as const;
    expect(statuses.filter((status) => opensFile({ status }))).toEqual(['accepted', 'marked']);
  });

  it('an expert in conflict, or not drawn, can neither accept nor mark', () => {
    const walk = new Walk('ENT01').drawnPanel();
    const conflicted = { kind: 'person', person: 'exp02', organisation: 'expert:EXP02', role: 'expert' } as const;
    expect(walk.give(accepting, conflicted)?.code).toBe('not-on-panel');
    expect(walk.give({ type: 'submit-marks', marks: { items: {}, comments: {} } }, conflicted)?.code).toBe(
      'not-on-panel',
    );
  });
});

describe('评分 marks', () => {
  const [good] = sampleMarks('ENT01');
  const given = (
    change: Record<string, number>,
  ): { items: Record<string, number>; comments: Record<string, string> } => ({
    items: { ...good?.items, ...change },
    comments: {},
  });

  it('a mark outside its scale, off the step, missing, unknown, or low without a comment is refused; all faults at once', () => {
    const walk = new Walk('ENT01').convened();
    const { A: _left, ...rest } = good?.items ?? {};
    const refusal = walk.give(
      { type: 'submit-marks', marks: { items: { ...rest, B1: 10.5, C: 17.25, G: 5, Z: 1 }, comments: {} } },
      walk.seated(1),
    );
    expect(refusal?.problems.map(({ at, code }) => `${at} ${code}`)).toEqual([
      'items.Z unknown-field',
      'items.A missing',
      'items.B1 out-of-range',
      'items.C off-step',
      'comments.G comment-required',
    ]);
  });

  it('marking begins when the whole panel has accepted, and each seat marks once', () => {
    const walk = new Walk('ENT01').drawnPanel();
    walk.must(accepting, walk.seated(1));
    expect(walk.give({ type: 'submit-marks', marks: given({}) }, walk.seated(1))?.code).toBe('panel-incomplete');
    for (const seat of [2, 3, 4, 5]) walk.must(accepting, walk.seated(seat));
    walk.must({ type: 'submit-marks', marks: given({}) }, walk.seated(1));
    expect(walk.give({ type: 'submit-marks', marks: given({}) }, walk.seated(1))?.code).toBe('already-marked');
  });

  it('until the last seat has marked, no event shows a mark; then all are opened together', () => {
    const walk = new Walk('ENT01').convened();
    const marks = sampleMarks('ENT01');
    walk.marked(marks.slice(0, 4));
    expect(walk.events.some((event) => event.type === 'panel.opened')).toBe(false);
    expect(
      JSON.stringify(walk.events.filter((event) => event.type === 'panel.mark-submitted').map((event) => event.data)),
    ).not.toContain('items');
    walk.must({ type: 'submit-marks', marks: marks[4] ?? { items: {}, comments: {} } }, walk.seated(5));
    expect(walk.state).toMatchObject({ stage: 'sign-off' });
  });

  it('stored marks that do not fit their commitment stop everything', () => {
    const walk = new Walk('ENT01').convened().marked(sampleMarks('ENT01').slice(0, 4));
    const facts = walk.facts(walk.seated(5));
    const [first] = facts.marks ?? [];
    if (first) Object.assign(first.marks.items, { A: 0 });
    expect(() =>
      walk.give(
        { type: 'submit-marks', marks: sampleMarks('ENT01')[4] ?? { items: {}, comments: {} } },
        walk.seated(5),
      ),
    ).toThrow('commitment');
  });

  it.each(sample.roundPanels.map((panel) => [panel.enterpriseId, panel] as const))(
    '%s: highest and lowest dropped, mean as in the sample',
    (_id, panel) => {
      const result = trimmedMean(
        panel.seats.map((seat) => seat.total),
        stage.rubric.passMark,
      );
      expect(result).toMatchObject({
        trimmedMean: panel.trimmedMean,
        plainMean: panel.plainMean,
        passed: panel.result !== 'refused',
      });
      for (const seat of panel.seats) expect(totalOf(seat)).toBe(seat.total);
    },
  );

  it.each(sample.panels.map((panel) => [panel.enterpriseId, panel] as const))('vector %s', (_id, panel) => {
    expect(trimmedMean(panel.scores, 60)).toMatchObject({ trimmedMean: panel.trimmedMean, plainMean: panel.plainMean });
  });

  it('59.995 is shown as 60 and fails the pass mark of 60', () => {
    expect(trimmedMean([0, 59.995, 59.995, 59.995, 100], 60)).toMatchObject({ trimmedMean: 60, passed: false });
  });
});

/** Time passes until the next invitation lapses. */
function nobodyAnswers(walk: Walk): void {
  const next = walk.due().find((row) => row.limit.includes('/seat-'));
  if (next) walk.moveTo(next.dueAt);
}

/** The engine replaces every declined seat, until the alternates run out. */
function replaceAll(walk: Walk): void {
  const declined = (walk.state.panel?.seats ?? []).filter((seat) => seat.status === 'declined');
  for (const { seat } of declined) {
    if (!walk.state.panel?.exhausted) walk.must({ type: 'replace', seat }, { kind: 'system' });
  }
}

function choose<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) => choose(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]));
}
