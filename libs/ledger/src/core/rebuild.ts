import { canonicalText, evolve, NO_CASE, type DecidedEvent } from '@vermilion/domain';
import type { Session } from '../session.js';
import type { EventRow } from '../tables/events.js';
import { instantOf } from './instant.js';
import { streamOf } from './lock-case.js';
import type { Move, Step } from './move.js';
import { procedureIn } from './procedure-in.js';
import { project } from './projection/project.js';
import { keepFiredDates } from './rebuild-dates.js';
import type { Workshop } from './workshop.js';

/** A read table: how to find the rows of a case or a round, and what in them no event tells (so a rebuild keeps or loses it). */
interface ReadTable {
  readonly table: string;
  readonly where: string;
  readonly beside: readonly string[];
}

const readTables: readonly ReadTable[] = [
  { table: '"case"', where: 'id = $1', beside: ['workflow_seq'] },
  { table: 'task', where: 'case_id = $1', beside: ['claimed_by'] },
  { table: 'deadline', where: 'case_id = $1', beside: ['id', 'attempts'] },
  { table: 'holder', where: 'case_id = $1', beside: [] },
  { table: 'case_access', where: 'case_id = $1', beside: [] },
  { table: 'seat', where: 'case_id = $1', beside: [] },
  { table: 'score', where: 'case_id = $1', beside: [] },
  { table: 'award', where: 'case_id = $1', beside: [] },
  { table: 'notice_entry', where: 'case_id = $1', beside: [] },
  { table: 'objection', where: 'case_id = $1', beside: [] },
];

const emptied = ['objection', 'notice_entry', 'award', 'score', 'seat', 'case_access', 'holder', 'deadline', 'task'];

/** A row that stands in the read tables, or would stand there after a rebuild, but not both. */
export interface Difference {
  readonly table: string;
  readonly side: 'only-before' | 'only-rebuilt';
  readonly row: string;
}

/**
 * Empties the read tables of a case and makes them anew from its events. @returns what is different afterwards: nothing, if state and
 * tables were the fold of the events. The caller commits to repair, or rolls back to have looked only. The actor must be the system.
 */
export async function rebuildCase(
  session: Session,
  workshop: Workshop,
  caseId: string,
): Promise<readonly Difference[]> {
  await session.rows('SELECT FROM "case" WHERE id = $1 FOR UPDATE', [caseId]);
  const before = await snapshot(session, readTables, caseId);
  const claims = await session.rows<{ id: string; claimed_by: string }>(
    'SELECT id, claimed_by FROM task WHERE case_id = $1 AND claimed_by IS NOT NULL',
    [caseId],
  );
  const putBackDates = await keepFiredDates(session, caseId);
  for (const table of emptied) await session.execute(`DELETE FROM ${table} WHERE case_id = $1`, [caseId]);
  for (const move of await movesOf(session, workshop, caseId)) await project(session, [move]);
  await putBackDates();
  for (const { id, claimed_by: by } of claims) {
    await session.execute('UPDATE task SET claimed_by = $2 WHERE id = $1', [id, by]);
  }
  return differences(before, await snapshot(session, readTables, caseId));
}

/** What stands in one snapshot and not in the other. */
export function differences(before: ReadonlySet<string>, after: ReadonlySet<string>): readonly Difference[] {
  return [
    ...[...before].filter((row) => !after.has(row)).map((row) => difference(row, 'only-before')),
    ...[...after].filter((row) => !before.has(row)).map((row) => difference(row, 'only-rebuilt')),
  ];
}

function difference(line: string, side: Difference['side']): Difference {
  const [table = '', ...rest] = line.split('\t');
  return { table, side, row: rest.join('\t') };
}

/** All rows of a case or a round in its read tables, one line each. */
export async function snapshot(
  session: Session,
  tables: readonly ReadTable[],
  id: string,
): Promise<ReadonlySet<string>> {
  const lines = new Set<string>();
  for (const { table, where, beside } of tables) {
    const rows = await session.rows<{ row: { [column: string]: unknown } }>(
      `SELECT to_jsonb(t) - $2::text[] AS row FROM ${table} t WHERE ${where}`,
      [id, beside],
    );
    for (const { row } of rows) lines.add(`${table}\t${canonicalText(row)}`);
  }
  return lines;
}

/** The moves of a case, one for each command that was accepted, with the secrets that have not been erased. */
async function movesOf(session: Session, workshop: Workshop, caseId: string): Promise<Move[]> {
  const stream = streamOf(caseId);
  const rows = await session.rows<EventRow>('SELECT * FROM event WHERE stream = $1 ORDER BY seq', [stream]);
  const calendar = await workshop.calendar(session);
  const moves: Move[] = [];
  let state = NO_CASE;
  for (const group of byCommand(rows)) {
    const [first] = group;
    if (!first) continue;
    const before = state;
    const steps: Step[] = [];
    for (const row of group) {
      const id = `${stream}/${row.seq}`;
      const secret = await workshop.secrets.open(session, id);
      // Whose secret it was is not needed to make the tables.
      const event = {
        type: row.type,
        data: row.data,
        ...(secret && { secret: { subject: '', content: secret } }),
      } as DecidedEvent;
      state = evolve(state, event);
      steps.push({ seq: row.seq, id, event, state });
    }
    const procedure = procedureIn(workshop.procedures, state);
    const [at, recordedAt] = [instantOf(first.at), first.recorded_at];
    moves.push({ caseId, stream, procedure, calendar, before, after: state, steps, at, recordedAt });
  }
  return moves;
}

/** The events of a stream, those of one command together. */
export function byCommand(rows: readonly EventRow[]): EventRow[][] {
  const groups: EventRow[][] = [];
  for (const row of rows) {
    if (row.ordinal === 0) groups.push([]);
    groups.at(-1)?.push(row);
  }
  return groups;
}
