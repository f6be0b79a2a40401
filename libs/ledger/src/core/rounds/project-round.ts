import {
  roundDeadlines,
  type Calendar,
  type DecidedRoundEvent,
  type Instant,
  type Procedure,
  type RoundState,
} from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { Step } from '../move.js';
import { writeDueRows } from '../projection/project-deadlines.js';

/** What one command did to a round: everything that its read tables are made of. */
export interface RoundMove {
  readonly stream: string;
  readonly procedure: Procedure;
  readonly calendar: Calendar;
  readonly after: RoundState;
  readonly steps: readonly Step<DecidedRoundEvent, RoundState>[];
  /** Business time. */
  readonly at: Instant;
  /** Machine time. */
  readonly recordedAt: Date;
}

/** Which due row of the round each event of the clock settles. */
const FIRED: { readonly [type in DecidedRoundEvent['type']]?: string } = {
  'round.opened': 'opens:lapse',
  'round.closed': 'closes:lapse',
  'round.reminded': 'cut-off:remind',
  'round.frozen': 'cut-off:lapse',
  'round.cleared': 'notice:lapse',
};

/** Brings the row of the round and its due rows up to date with a move, in its transaction. Replaying all moves rebuilds them. */
export function projectRound(session: Session, move: RoundMove): void {
  const { stream, procedure, after, at, steps } = move;
  writeRound(session, move);
  const fired = steps.flatMap(({ event }) => FIRED[event.type] ?? []);
  const rows = roundDeadlines(after, move.calendar, procedure.round);
  writeDueRows(session, [{ stream, caseId: null, obligation: procedure.obligation, at, fired, rows }]);
}

/** What the workflow has noted in the row stays. */
function writeRound(session: Session, { stream, after, calendar, recordedAt }: RoundMove): void {
  session.later(
    `INSERT INTO round (id, stream, procedure, version, phase, seq, stage_seq, state, terms, calendar, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (id) DO UPDATE SET
       procedure = excluded.procedure, version = excluded.version, phase = excluded.phase, seq = excluded.seq,
       stage_seq = excluded.stage_seq, state = excluded.state, terms = excluded.terms,
       calendar = excluded.calendar, updated_at = excluded.updated_at`,
    [
      after.id,
      stream,
      after.procedure,
      after.version,
      after.phase,
      after.seq,
      after.stageSeq,
      JSON.stringify(after),
      JSON.stringify(after.terms),
      calendar.version,
      recordedAt,
    ],
  );
}
