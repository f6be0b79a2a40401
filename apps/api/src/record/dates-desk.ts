import { Inject, Injectable } from '@nestjs/common';
import type { DeadlineList, HolderList } from '@vermilion/contracts';
import { SYSTEM, roundDeadlines, type Derivation, type Person, type Text } from '@vermilion/domain';
import {
  businessNow,
  deadlinesOf,
  holdersOf,
  roundById,
  type CaseRecord,
  type DeadlineEntry,
  type HolderSpan,
  type Ledger,
} from '@vermilion/ledger';
import { CaseDesk } from '../cases/case-desk.js';
import { Procedures } from '../cases/procedures.js';
import { LEDGER, PROCEDURES } from '../parts.js';
import { dateInWords, limitName } from './limit-words.js';

/** The dates of a case, each explained, and whose time it was. */
@Injectable()
export class DatesDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
    @Inject(CaseDesk) private readonly desk: CaseDesk,
  ) {}

  /** Every date, those that have passed included; for a case that waits for its round, the round's dates to come. */
  async deadlines(person: Person, id: string): Promise<DeadlineList> {
    const { found, own } = await this.desk.within(person, id, async (session, record) => ({
      found: record,
      own: await deadlinesOf(session, id),
    }));
    const procedure = this.procedures.of(found);
    const waits = this.waitsForRound(found);
    const entries = [...own, ...(waits ? await this.roundDates(found) : [])];
    return {
      items: entries.map((entry) => ({
        ...entry,
        ...limitName(procedure, entry.limit),
        derivation: { ...(entry.derivation as Derivation) },
        ...dateInWords(entry.derivation as Derivation, entry.rung, entry.dueAt),
      })),
      waiting: waits && found.phase === 'running' ? WAITING : null,
    };
  }

  /** The spans of the holders, and their sums: together they are the whole time of the case. */
  async clock(person: Person, id: string): Promise<HolderList> {
    return this.desk.within(person, id, async (session) => {
      const spans = await holdersOf(session, id);
      return { items: [...spans], ...sumOf(spans, await businessNow(session)) };
    });
  }

  private waitsForRound(found: CaseRecord): boolean {
    if (found.state.round === null || found.phase === 'closed') return false;
    const stage = this.procedures.of(found).stages.find(({ id }) => id === found.stage);
    return found.phase === 'draft' || stage?.limit === null;
  }

  /** The dates of a round are public; who applies may not read the round itself. */
  private async roundDates(found: CaseRecord): Promise<readonly DeadlineEntry[]> {
    return this.ledger.read(SYSTEM, async (session) => {
      const { round: of } = found.state;
      const round = of === null ? null : await roundById(session, of);
      if (!round) return [];
      const rows = roundDeadlines(round.state, await this.ledger.calendar(session), this.procedures.of(found).round);
      return rows.map(({ id, limit, ...row }) => ({
        ...row,
        id: `round/${id}`,
        limit: `round/${limit}`,
        recordedAt: null,
      }));
    });
  }
}

const WAITING: Text = {
  zh: '本环节不单独计时，随轮次统一推进；以下为轮次日期。',
  en: 'No limit runs at this stage: the case goes on with its round, whose dates are these.',
};

/** The sums of the spans. Business instants are as far apart as machine instants: the offset is the same for all of them. */
function sumOf(spans: readonly HolderSpan[], now: string): Pick<HolderList, 'totals' | 'whole'> {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return { totals: [], whole: null };
  const until = last.holder ? now : last.from;
  const totals = new Map<string, HolderTotal>();
  for (const span of spans) {
    const [key, before] = totalOf(totals, span);
    totals.set(key, { ...before, milliseconds: before.milliseconds + lasting(span.from, span.until ?? until) });
  }
  const whole = { from: first.from, until, milliseconds: lasting(first.from, until) };
  return { totals: [...totals.values()], whole };
}

type HolderTotal = HolderList['totals'][number];

function totalOf(totals: ReadonlyMap<string, HolderTotal>, { holder }: HolderSpan): [string, HolderTotal] {
  const nothing = { kind: holder?.kind ?? null, organisation: holder?.organisation ?? null, milliseconds: 0 };
  const key = JSON.stringify([nothing.kind, nothing.organisation?.id]);
  return [key, totals.get(key) ?? nothing];
}

function lasting(from: string, until: string): number {
  return Date.parse(until) - Date.parse(from);
}
