import { setTimeout as sleep } from 'node:timers/promises';
import { loadProcedures } from '@vermilion/catalogue';
import type { EventType, Instant, RoundEventType, RoundTerms } from '@vermilion/domain';
import { setTarget, type Ledger } from '@vermilion/ledger';
import { accepting } from '../support/accepting.js';
import { castOf, fullMarks, miitLeader, miitOfficer, SYSTEM } from '../support/case-story.js';
import { roundStoryOn } from '../support/round-story.js';

const ROUND = 'smart-workshop-2018';
/** Enterprises whose declaration is in order and of whom the registers know nothing; each applies with two workshops. */
const FIRMS = ['ENT01', 'ENT02', 'ENT05', 'ENT08'];
const TERMS: RoundTerms = {
  year: 2018,
  opens: '2018-03-01T00:00:00+08:00',
  closes: '2018-03-03T00:00:00+08:00',
  cutOff: '2018-03-06T00:00:00+08:00',
  quota: 6,
  districtCap: 8,
};

export interface RecordedEvent {
  readonly stream: string;
  readonly type: EventType | RoundEventType;
  readonly data: { readonly [name: string]: unknown };
}

/** A round with its people, over the ledger of a running system; the engine's part is left to the engine. */
export class RoundAtWork {
  /** The cases, in the order in which they were submitted. */
  readonly cases: string[] = [];
  private readonly story;

  constructor(private readonly ledger: Ledger) {
    this.story = roundStoryOn(ledger, loadProcedures());
  }

  /** Called, declared, reviewed, recommended, checked, and past the cut-off: every candidate has its panel drawn. */
  async untilDrawn(): Promise<void> {
    const called = { type: 'call', id: ROUND, procedure: 'smart-workshop', version: 2, terms: TERMS } as const;
    await this.story.mustRound(miitOfficer, called, ROUND);
    await this.until('the round is open', async () => (await this.phase()) === 'open');
    for (const firm of [...FIRMS, ...FIRMS]) this.cases.push(await this.reviewed(firm));
    await this.recommend();
    await this.until('all are recommended', () => this.allAt('formal-check'));
    for (const caseId of this.cases)
      await this.story.must(caseId, miitOfficer, { type: 'pass', opinion: '材料齐全（虚构意见）' });
    await this.clockTo(TERMS.cutOff);
    await this.until('all panels are drawn', async () => (await this.count('panel.drawn')) === this.cases.length);
  }

  /** Every expert accepts and gives full marks; `before` runs before the very last marks. */
  async judge(before: () => Promise<void>): Promise<void> {
    for (const caseId of this.cases) {
      const experts = await this.story.seated(caseId);
      for (const expert of experts) await this.story.must(caseId, expert, accepting);
      for (const expert of experts) {
        if (caseId === this.cases.at(-1) && expert === experts.at(-1)) await before();
        await this.story.must(caseId, expert, { type: 'submit-marks', marks: fullMarks() });
      }
    }
  }

  propose() {
    return this.story.mustRound(miitLeader, { type: 'propose', opinion: '同意（虚构意见）' }, ROUND);
  }

  sign() {
    return this.story.mustRound(miitLeader, { type: 'issue', opinion: '同意发文（虚构意见）' }, ROUND);
  }

  /** Everything recorded in the streams of the round and its cases, in the order of recording. */
  events(): Promise<RecordedEvent[]> {
    return this.ledger.read(SYSTEM, (session) =>
      session.rows<RecordedEvent>('SELECT stream, type, data FROM event ORDER BY recorded_at, stream, seq'),
    );
  }

  async count(type: RecordedEvent['type']): Promise<number> {
    return (await this.events()).filter((event) => event.type === type).length;
  }

  async phase(): Promise<string> {
    return (await this.row()).phase;
  }

  /** The list that is on notice, best first. */
  async list(): Promise<readonly string[]> {
    return (await this.row()).state.list;
  }

  async endOfNotice(): Promise<Instant> {
    return (await this.row()).state.notice?.closesAt ?? '';
  }

  async allAt(stage: string, cases: readonly string[] = this.cases): Promise<boolean> {
    const rows = await this.ledger.read(SYSTEM, (session) =>
      session.rows<{ stage: string | null }>('SELECT stage FROM "case" WHERE id = ANY($1)', [cases]),
    );
    return rows.every((row) => row.stage === stage);
  }

  async openIncidents(): Promise<readonly { readonly subject: string }[]> {
    return this.ledger.read(SYSTEM, (session) =>
      session.rows<{ subject: string }>('SELECT subject FROM incident WHERE closed_at IS NULL'),
    );
  }

  async clockTo(instant: Instant): Promise<void> {
    await this.ledger.write(SYSTEM, (session) => setTarget(session, instant));
    await this.until(`the clock stands at ${instant}`, async () => (await this.clock()) === Date.parse(instant));
  }

  /**
   * Keeps the row of a case until it is released: for an update, nobody else may lock it; shared, others may read-lock it, so that
   * transactions of the round pass and those of the case itself wait.
   */
  async hold(caseId: string, how: 'UPDATE' | 'SHARE'): Promise<() => Promise<void>> {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let transaction: Promise<void> = Promise.resolve();
    await new Promise<void>((held, failed) => {
      transaction = this.ledger.write(SYSTEM, async (session) => {
        await session.rows(`SELECT id FROM "case" WHERE id = $1 FOR ${how}`, [caseId]);
        held();
        await released;
      });
      transaction.catch(failed);
    });
    return async () => {
      release();
      await transaction;
    };
  }

  /** Waits until a transaction of somebody else waits for a row. */
  async untilSomebodyWaits(): Promise<void> {
    await this.until('somebody waits for the row', async () => {
      const row = await this.ledger.read(SYSTEM, (session) =>
        session.first<{ waiting: number }>('SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted'),
      );
      return (row?.waiting ?? 0) > 0;
    });
  }

  /** Waits until something holds. @throws when it does not within a minute and a half. */
  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 90_000; Date.now() < end; await sleep(25)) if (await holds()) return;
    throw new Error(`in vain waited until ${what}`);
  }

  private async recommend(): Promise<void> {
    const lists = new Map<string, string[]>();
    for (const [index, caseId] of this.cases.entries()) {
      const { organisation } = castOf(FIRMS[index % FIRMS.length] ?? '').industry;
      lists.set(organisation, [...(lists.get(organisation) ?? []), caseId]);
    }
    for (const firm of FIRMS) {
      const { industry } = castOf(firm);
      const cases = lists.get(industry.organisation);
      lists.delete(industry.organisation);
      if (cases) await this.story.mustRound(industry, { type: 'recommend', cases }, ROUND);
    }
  }

  private async reviewed(firm: string): Promise<string> {
    const { must, fillIn } = this.story;
    const cast = castOf(firm);
    const { caseId } = await must(null, cast.filler, { type: 'open', procedure: 'smart-workshop', version: 2 });
    const draftVersion = await fillIn(caseId, cast, firm);
    await must(caseId, cast.approver, { type: 'submit', draftVersion });
    await must(caseId, cast.industry, { type: 'accept' });
    await must(caseId, cast.industry, { type: 'pass', opinion: '同意（虚构意见）' });
    await must(caseId, cast.finance, { type: 'countersign', opinion: '同意（虚构意见）' });
    return caseId;
  }

  private async clock(): Promise<number> {
    const row = await this.ledger.read(SYSTEM, (session) =>
      session.first<{ now_at: Date }>('SELECT now_at FROM business_clock'),
    );
    return row?.now_at.getTime() ?? 0;
  }

  private async row() {
    const row = await this.ledger.read(SYSTEM, (session) =>
      session.first<{ phase: string; state: { list: string[]; notice: { closesAt: Instant } | null } }>(
        'SELECT phase, state FROM round WHERE id = $1',
        [ROUND],
      ),
    );
    if (!row) throw new Error('there is no round');
    return row;
  }
}
