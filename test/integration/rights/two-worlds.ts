import type { CaseView } from '@vermilion/contracts';
import type { Marks } from '@vermilion/domain';
import type { ApiCase } from '../../support/api-case.js';
import { API_TERMS, ApiRound, districtOf } from '../../support/api-round.js';
import type { TestApi } from '../../support/api.js';
import { fullMarks } from '../../support/case-story.js';
import type { Twin } from '../../support/postgres.js';

/** Who marks which case when, and how much below the full mark. */
interface Marking {
  readonly of: 'first' | 'second';
  readonly seat: number;
  readonly at: string;
  readonly less: number;
}

/** When both worlds are looked at. */
const LOOKED_AT = '2018-04-10T12:00:00+08:00';

/**
 * As many marks in both worlds. Of the first application other seats have marked, at other times; of the second the same seat, but on it sits
 * another expert, who gives another mark.
 */
const MARKINGS: { readonly [world in 'one' | 'other']: readonly Marking[] } = {
  one: [
    { of: 'first', seat: 1, at: '2018-04-10T09:00:00+08:00', less: 1 },
    { of: 'first', seat: 2, at: '2018-04-10T09:30:00+08:00', less: 2 },
    { of: 'second', seat: 1, at: '2018-04-10T10:00:00+08:00', less: 3 },
  ],
  other: [
    { of: 'second', seat: 1, at: '2018-04-10T10:00:00+08:00', less: 7 },
    { of: 'first', seat: 4, at: '2018-04-10T10:30:00+08:00', less: 0 },
    { of: 'first', seat: 3, at: '2018-04-10T11:00:00+08:00', less: 9 },
  ],
};

/** Two applications whose panels are at work, in two worlds that nobody may tell apart but for whom it concerns. */
export class TwoWorlds {
  private constructor(
    private readonly api: TestApi,
    readonly round: ApiRound,
    readonly cases: { readonly first: ApiCase; readonly second: ApiCase },
    /** By seat; the last expert of the first panel sits on both, and has marked nowhere. */
    private readonly seats: { readonly first: readonly string[]; readonly second: string[] },
    /** Of the pool of the second application, and on no panel. */
    private readonly substitute: string,
    /** An expert on no panel. */
    readonly outside: string,
    readonly draw: string,
  ) {}

  /** Brings both applications to their panels; everybody has accepted, nobody has marked. */
  static async begin(api: TestApi): Promise<TwoWorlds> {
    const round = new ApiRound(api);
    await round.call();
    await round.comesTo(API_TERMS.opens);
    const [first, second] = [await round.reviewed('ENT01'), await round.reviewed('ENT02')];
    for (const { enterprise, id } of [first, second])
      await round.must(districtOf(enterprise), 'recommend', { cases: [id] });
    await round.work();
    for (const application of [first, second]) await round.decide(application, 'miit-officer', 'pass', { opinion: '' });
    await round.comesTo(API_TERMS.cutOff);
    const one = await round.draw(first.id);
    const both = one.slice(-1);
    const two = await round.draw(second.id, both);
    const seats = { first: one.map(({ person }) => person), second: two.map(({ person }) => person) };
    const pool = await api.store.database.admin<{ expert: string }>(
      `SELECT lower(expert_id) AS expert FROM candidate WHERE case_id = $1 ORDER BY 1`,
      [second.id],
    );
    const seated = [...seats.first, ...seats.second];
    const [substitute = '', outside = ''] = pool
      .map(({ expert }) => expert)
      .filter((expert) => !seated.includes(expert));
    const worlds = new TwoWorlds(
      api,
      round,
      { first, second },
      seats,
      substitute,
      outside,
      await worldsDraw(api, first.id),
    );
    for (const which of ['first', 'second'] as const)
      for (const expert of seats[which]) await worlds.sit(which, expert, 'accept-invitation', SIGNED);
    return worlds;
  }

  /** Who sits on both panels and has marked nowhere. */
  get waiting(): string {
    return this.seats.first.at(-1) ?? '';
  }

  /** A world of its own, equal to this one but for who sits on the first seat of the second panel. */
  async twin(): Promise<Twin> {
    const twin = await this.api.store.database.twin('other_world');
    const [seated = ''] = this.seats.second.map((expert) => expert.toUpperCase());
    const substitute = this.substitute.toUpperCase();
    for (const [table, column, prefix] of PLACES)
      await twin.admin(
        `UPDATE ${table} SET ${column} = CASE ${column} WHEN $2 THEN $3 WHEN $3 THEN $2 ELSE ${column} END WHERE case_id = $1`,
        [this.cases.second.id, prefix + seated, prefix + substitute],
      );
    return twin;
  }

  /** What the panels do in one of the worlds; then it is looked at. */
  async mark(world: 'one' | 'other', setClock: (instant: string) => Promise<unknown>): Promise<void> {
    if (world === 'other') this.seats.second[0] = this.substitute;
    for (const { of, seat, at, less } of MARKINGS[world]) {
      await setClock(at);
      await this.sit(of, this.seats[of][seat - 1] ?? '', 'submit-marks', { marks: marksLess(less) });
    }
    await setClock(LOOKED_AT);
  }

  private async sit(of: 'first' | 'second', as: string, type: string, payload: object): Promise<void> {
    const application = this.cases[of];
    const { body } = await this.api.ask<CaseView>('GET', `/cases/${application.id}`, { as: 'ops1' });
    const given = await application.command(as, type, payload, body.seq);
    if (given.status !== 200) throw new Error(JSON.stringify(given.body));
  }
}

/** What an expert signs to accept. */
const SIGNED = { noConflict: true, confidentiality: true };

/** Where it stands who sits on a panel. */
const PLACES = [
  ['candidate', 'expert_id', ''],
  ['seat', 'expert_id', ''],
  ['task', 'organisation', 'expert:'],
  ['case_access', 'organisation', 'expert:'],
] as const;

function marksLess(less: number): Marks {
  const { items } = fullMarks();
  return { items: { ...items, C: (items['C'] ?? 0) - less }, comments: less > 0 ? { C: `扣${less}分的理由` } : {} };
}

async function worldsDraw(api: TestApi, caseId: string): Promise<string> {
  const sql = `SELECT seq FROM event WHERE stream = $1 AND type = 'panel.drawn'`;
  const [row] = await api.store.database.admin<{ seq: number }>(sql, [`application:${caseId}`]);
  return `${caseId}.${row?.seq}`;
}
