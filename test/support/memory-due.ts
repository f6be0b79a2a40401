import {
  addDays,
  addWorkingDays,
  CLOCK,
  compareInstants,
  dateOf,
  endOfDay,
  overdueLimits,
  type Instant,
  type Rung,
} from '@vermilion/domain';
import type { DueBook, DueRung, MissedInstant, RungOutcome, UnresolvedCase } from '@vermilion/ledger';
import type { MemoryLedger } from './memory-ledger.js';

interface RungRow extends DueRung {
  readonly at: Instant;
  recorded: boolean;
}

/** A digest as it would be delivered. */
interface Digest {
  readonly recipient: string;
  readonly rung: Rung['id'];
  readonly cases: readonly string[];
}

/** Due dates, the manual clock and the ladder over a ledger in memory. It ignores shards: one keeper sees everything. */
export class MemoryDue implements DueBook {
  readonly digests: Digest[] = [];
  readonly rungs = new Map<string, RungRow>();
  private readonly delivered = new Set<string>();

  constructor(private readonly ledger: MemoryLedger) {}

  async fireDue({ limit }: Parameters<DueBook['fireDue']>[0], onProgress: (fired: number) => void) {
    const ripe = this.ripe().slice(0, limit);
    let fired = 0;
    for (const row of this.ripeOfRounds()) await this.fireRound(row);
    for (const { caseId, ref } of ripe) {
      const command = { type: 'fire', deadline: ref } as const;
      const key = `application:${caseId}:${ref}`;
      const outcome = await this.ledger.transact({ caseId, command, actor: CLOCK, key, expectedSeq: null });
      if (outcome.kind !== 'accepted') continue;
      this.openLadders(caseId);
      onProgress((fired += 1));
    }
    return {
      fired,
      more: this.ripe().length > 0 || this.ripeOfRounds().length > 0,
      escalationsDue: this.dueNow().length > 0,
      clockHasTarget: this.hasTarget(),
      nextDueInMs: null,
    };
  }

  async stepClock() {
    const { now, target } = this.ledger;
    if (target === null || !this.hasTarget()) return { moved: false, hasTarget: false };
    if (this.hasUnrecorded()) return { moved: false, hasTarget: true };
    const ahead = [...this.upcoming(), target].filter((instant) => compareInstants(instant, now) > 0);
    this.ledger.now = ahead.reduce((first, other) => (compareInstants(other, first) < 0 ? other : first), target);
    return { moved: true, hasTarget: this.hasTarget() };
  }

  async dueEscalations() {
    const ripe = this.ripe().map(({ dueAt }) => dueAt);
    const rungs = this.dueNow().filter((rung) => !ripe.some((at) => compareInstants(at, rung.dueAt) <= 0));
    return rungs.map(({ owner, obligation, dueAt, rung }) => ({ owner, obligation, dueAt, rung }));
  }

  async unresolvedCases({ dueAt }: MissedInstant): Promise<UnresolvedCase[]> {
    return [...this.ledger.cases].flatMap(([caseId, { state }]) =>
      overdueLimits(state)
        .filter(({ lapsed }) => lapsed !== null && compareInstants(lapsed.dueAt, dueAt) === 0)
        .map(({ id }) => ({ caseId, limit: id })),
    );
  }

  async outcomeOf({ rung, ...missed }: Parameters<DueBook['outcomeOf']>[0]): Promise<RungOutcome | null> {
    const owner = ownerOf(missed);
    if (!this.rungs.get(`${owner} ${rung}`)?.recorded) return null;
    const ladder = this.ledger.procedure.ladder.map(({ id }) => id);
    const next = this.rungs.get(`${owner} ${ladder[ladder.indexOf(rung) + 1]}`);
    return { unresolved: (await this.unresolvedCases(missed)).length, nextDueAt: next?.at ?? null };
  }

  async finishRung({
    rung,
    recipients,
    told,
    passedOver,
    ...missed
  }: Parameters<DueBook['finishRung']>[0]): Promise<RungOutcome | null> {
    const row = this.rungs.get(`${ownerOf(missed)} ${rung}`);
    if (!row) throw new Error(`no rung ${rung}`);
    if (!row.recorded) {
      const heard = [...told.map(({ caseId }) => caseId), ...passedOver];
      if ((await this.unresolvedCases(missed)).some(({ caseId }) => !heard.includes(caseId))) return null;
      const cases = told.filter(({ eventId }) => !this.delivered.has(eventId)).map(({ caseId }) => caseId);
      for (const { eventId } of told) this.delivered.add(eventId);
      if (cases.length > 0) this.digests.push(...recipients.map((recipient) => ({ recipient, rung, cases })));
      return this.goOn(row, missed);
    }
    return (await this.outcomeOf({ rung, ...missed })) ?? { unresolved: 0, nextDueAt: null };
  }

  /** Dates what follows the rung while a case of the instant is open; the last rung comes again while one stands still. */
  private async goOn(row: RungRow, missed: MissedInstant): Promise<RungOutcome> {
    const { ladder } = this.ledger.procedure;
    const next = ladder[ladder.findIndex(({ id }) => id === row.rung) + 1];
    const open = this.openCases(missed);
    const unresolved = (await this.unresolvedCases(missed)).length;
    if (!next && open > unresolved) {
      const at = this.daysAfter(addDays(dateOf(this.ledger.now), -1), 1);
      this.rungs.set(`${row.owner} ${row.rung}`, { ...row, at });
      return { unresolved, nextDueAt: at };
    }
    row.recorded = true;
    if (next && open > 0) this.openRung(missed, next);
    return (await this.outcomeOf({ rung: row.rung, ...missed })) ?? { unresolved, nextDueAt: null };
  }

  /** How many cases have a limit that lapsed at the instant, standing still or not, or lapses there and is not recorded. */
  private openCases({ dueAt }: MissedInstant): number {
    const at = (instant: Instant) => compareInstants(instant, dueAt) === 0;
    return [...this.ledger.cases.values()].filter(
      ({ state, due }) =>
        state.limits.some(({ lapsed }) => lapsed !== null && at(lapsed.dueAt)) ||
        [...due.values()].some((row) => row.rung === 'lapse' && at(row.dueAt)),
    ).length;
  }

  async oldestUnrecordedDue() {
    return null;
  }

  /** Whether something that is due has not been recorded yet. */
  hasUnrecorded(): boolean {
    const ripe = this.ripe().length > 0 || this.ripeOfRounds().length > 0;
    return ripe || this.dueNow().length > 0 || this.ledger.owesSystemWork();
  }

  private openLadders(caseId: string): void {
    const [lead] = this.ledger.procedure.ladder;
    for (const { lapsed } of overdueLimits(this.ledger.stored(caseId).state)) {
      if (lapsed && lead) this.openRung({ obligation: this.ledger.procedure.obligation, dueAt: lapsed.dueAt }, lead);
    }
  }

  private openRung({ obligation, dueAt }: MissedInstant, { id, afterWorkingDays }: Rung): void {
    const owner = ownerOf({ obligation, dueAt });
    if (this.rungs.has(`${owner} ${id}`)) return;
    const lastDay = addDays(dateOf(dueAt), -1);
    const at = this.daysAfter(lastDay, afterWorkingDays);
    this.rungs.set(`${owner} ${id}`, { owner, obligation, dueAt, rung: id, at, recorded: false });
  }

  private daysAfter(date: string, workingDays: number): Instant {
    return endOfDay(addWorkingDays(this.ledger.calendar, date, workingDays, { startDayCounts: false }));
  }

  private hasTarget(): boolean {
    const { now, target } = this.ledger;
    return target !== null && compareInstants(target, now) > 0;
  }

  private isDue(at: Instant): boolean {
    return compareInstants(at, this.ledger.now) <= 0;
  }

  private ripe(): { caseId: string; ref: string; dueAt: Instant }[] {
    return [...this.ledger.cases]
      .flatMap(([caseId, { due }]) => [...due.values()].map(({ id, dueAt }) => ({ caseId, ref: id, dueAt })))
      .filter(({ dueAt }) => this.isDue(dueAt))
      .sort((a, b) => compareInstants(a.dueAt, b.dueAt));
  }

  private async fireRound({ roundId, ref }: { roundId: string; ref: string }): Promise<void> {
    const command = { type: 'fire', deadline: ref } as const;
    const key = `round:${roundId}:${ref}`;
    await this.ledger.transactRound({ roundId, command, actor: CLOCK, key, expectedSeq: null });
  }

  private ripeOfRounds(): { roundId: string; ref: string; dueAt: Instant }[] {
    return [...this.ledger.rounds.rounds]
      .flatMap(([roundId, { due }]) => [...due.values()].map(({ id, dueAt }) => ({ roundId, ref: id, dueAt })))
      .filter(({ dueAt }) => this.isDue(dueAt))
      .sort((a, b) => compareInstants(a.dueAt, b.dueAt));
  }

  private dueNow(): RungRow[] {
    return [...this.rungs.values()].filter(({ recorded, at }) => !recorded && this.isDue(at));
  }

  private upcoming(): Instant[] {
    const streams = [...this.ledger.cases.values(), ...this.ledger.rounds.rounds.values()];
    const limits = streams.flatMap(({ due }) => [...due.values()].map(({ dueAt }) => dueAt));
    return [...limits, ...[...this.rungs.values()].filter(({ recorded }) => !recorded).map(({ at }) => at)];
  }
}

function ownerOf({ obligation, dueAt }: MissedInstant): string {
  return `escalation:${obligation}:${dueAt.slice(0, 13)}`;
}
