import { SYSTEM } from '@vermilion/domain';
import { streamOf } from '../core/lock-case.js';
import type { Ledger } from '../ledger.js';
import type { Session } from '../session.js';
import { roundStreamOf } from '../core/rounds/lock-round.js';
import { DUE_SHARDS, shardOf } from '../core/shard.js';
import type { ShardRange } from './due-book.js';
import { openIncident } from './incidents.js';

/** Cases that are redated at a time. */
const BATCH = 100;

/**
 * Brings the cases of the shards up to the present edition of the calendar, each in a transaction of its own: who has new dates gets the fact
 * `limit.redated`, who has not is only noted as looked at. What is left when this process dies, the next one finds. A keeper does it before
 * it fires anything, so that no old date is fired. @returns how many cases have new dates.
 */
export async function redateBehind(
  ledger: Ledger,
  shards: ShardRange,
  onProgress: (done: number) => void,
): Promise<number> {
  const left: string[] = [];
  let [redated, done] = [0, 0];
  for (;;) {
    const { calendar, cases } = await ledger.read(SYSTEM, (session) => behind(session, shards, left));
    if (cases.length === 0) return redated;
    for (const caseId of cases) {
      const outcome = await redateOne(ledger, caseId, calendar);
      if (outcome === 'redated') redated += 1;
      if (outcome === 'left') left.push(caseId);
      onProgress((done += 1));
    }
  }
}

async function behind(session: Session, { from, to }: ShardRange, left: readonly string[]) {
  const row = await session.first<{ version: number }>('SELECT version FROM calendar_version');
  const calendar = row?.version ?? 0;
  const cases = await session.rows<{ case_id: string }>(
    `SELECT case_id FROM dating WHERE calendar < $1 AND shard BETWEEN $2 AND $3 AND case_id <> ALL($4) ORDER BY case_id LIMIT $5`,
    [calendar, from, to, left, BATCH],
  );
  return { calendar, cases: cases.map(({ case_id: caseId }) => caseId) };
}

/**
 * A case that somebody has locked, or a database that is away, is left for the next time: people go first. Only an answer that no rule should
 * give is for somebody to look at.
 */
async function redateOne(ledger: Ledger, caseId: string, calendar: number): Promise<'redated' | 'unchanged' | 'left'> {
  const key = `${streamOf(caseId)}:redate:${calendar}`;
  const command = { type: 'redate' } as const;
  const outcome = await ledger.transact({ caseId, command, actor: SYSTEM, key, expectedSeq: null }).catch(() => null);
  if (!outcome) return 'left';
  const answer = outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
  if (answer === 'accepted' || answer === 'dates-unchanged' || answer === 'case-closed') {
    await ledger.write(SYSTEM, (session) => looked(session, caseId, calendar));
    return answer === 'accepted' ? 'redated' : 'unchanged';
  }
  const detail = { caseId, calendar, reason: answer };
  await ledger.write(SYSTEM, (session) => openIncident(session, { kind: 'redate', subject: key, detail }));
  return 'left';
}

async function looked(session: Session, caseId: string, calendar: number): Promise<void> {
  await session.execute('UPDATE dating SET calendar = $2 WHERE case_id = $1 AND calendar < $2', [caseId, calendar]);
}

/**
 * The same for the rounds of the shards. None of their dates was told to anybody as a guess: the end of a notice holds as it was printed, and
 * only a reminder moves. So there is no fact to record; the due rows are made anew from the facts, once for each edition.
 * @returns how many rounds were looked through.
 */
export async function redateRounds(
  ledger: Ledger,
  shards: ShardRange,
  onProgress: (done: number) => void,
): Promise<number> {
  const rows = await ledger.read(SYSTEM, (session) =>
    session.rows<{ id: string }>(
      `SELECT id FROM round WHERE calendar < (SELECT version FROM calendar_version) AND phase <> 'completed' ORDER BY id`,
    ),
  );
  const own = rows.filter(({ id }) => isWithin(shards, shardOf(roundStreamOf(id), DUE_SHARDS)));
  let done = 0;
  // One that is locked, or a database that is away, is left for the next time.
  for (const { id } of own) {
    done += await ledger.rebuildRound(id, 'repair').then(ONE, NONE);
    onProgress(done);
  }
  return done;
}

const ONE = () => 1;
const NONE = () => 0;

function isWithin({ from, to }: ShardRange, shard: number): boolean {
  return shard >= from && shard <= to;
}
