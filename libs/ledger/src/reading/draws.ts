import { evolve, NO_CASE, type EventData, type Instant, type PanelState, type Recorded } from '@vermilion/domain';
import { instantOf } from '../core/instant.js';
import type { Session } from '../session.js';
import { streamOf } from './events.js';

/** An expert who took the seat of one who had left it. */
export interface Replacement {
  readonly seat: number;
  readonly category: string;
  readonly token: string;
  readonly at: Instant;
  /** The other seats on which nobody sat at that moment; why they were left, nobody learns here. */
  readonly vacant: readonly number[];
}

/** A draw as anybody may repeat it: the frozen pool (commitments, no persons), the seed, and who came out. */
export interface DrawRecord {
  readonly caseId: string;
  readonly seq: number;
  /** Which panel of the case this is, from 1. */
  readonly number: number;
  /** Every draw of the case, by the events that record them. */
  readonly draws: readonly number[];
  readonly dissolvedAt: Instant | null;
  readonly frozen: Recording;
  readonly drawn: Recording;
  readonly pool: EventData['panel.pool-frozen'];
  readonly result: EventData['panel.drawn'];
  /** In the order in which they happened. */
  readonly replacements: readonly Replacement[];
}

/** Where and when the ledger recorded something. */
interface Recording {
  readonly seq: number;
  readonly at: Instant;
  readonly recordedAt: Instant;
}

type Line = Recorded & Recording;

/** The draw recorded as event `seq` of the case, together with the last pool frozen before it; null when that event is no draw. */
export async function drawOf(session: Session, caseId: string, seq: number): Promise<DrawRecord | null> {
  const rows = await session.rows<Recorded & { seq: number; at: Date; recorded_at: Date }>(
    'SELECT seq, type, data, at, recorded_at FROM event WHERE stream = $1 ORDER BY seq',
    [streamOf(caseId)],
  );
  const lines = rows.map(({ seq: place, at, recorded_at: recordedAt, ...event }): Line => ({
    ...event,
    seq: place,
    at: instantOf(at),
    recordedAt: instantOf(recordedAt),
  }));
  const drawn = lines.find((line) => line.seq === seq);
  const frozen = lines.findLast((line) => line.type === 'panel.pool-frozen' && line.seq < seq);
  if (drawn?.type !== 'panel.drawn' || frozen?.type !== 'panel.pool-frozen') return null;
  const later = thisPanelsLife(lines, seq);
  const draws = lines.filter(({ type }) => type === 'panel.drawn').map((line) => line.seq);
  return {
    caseId,
    seq,
    number: draws.indexOf(seq) + 1,
    draws,
    dissolvedAt: later.find(({ type }) => type === 'panel.dissolved')?.at ?? null,
    frozen: recordingOf(frozen),
    drawn: recordingOf(drawn),
    pool: frozen.data,
    result: drawn.data,
    replacements: replacementsIn(lines, later),
  };
}

/** What happened from the draw until the next pool was frozen or the stage was left; the end itself included. */
function thisPanelsLife(lines: readonly Line[], seq: number): readonly Line[] {
  const after = lines.filter((line) => line.seq > seq);
  const end = after.findIndex(({ type }) => type === 'panel.dissolved' || type === 'stage.entered');
  return end < 0 ? after : after.slice(0, end + 1);
}

function replacementsIn(lines: readonly Line[], life: readonly Line[]): readonly Replacement[] {
  let panel: PanelState | null = null;
  let state = NO_CASE;
  const replaced: Replacement[] = [];
  for (const line of lines) {
    if (line.type === 'panel.seat-replaced' && life.includes(line)) {
      const { seat, category, token } = line.data;
      replaced.push({ seat, category, token, at: line.at, vacant: vacantIn(panel, seat) });
    }
    state = evolve(state, line);
    panel = state.panel;
  }
  return replaced;
}

function vacantIn(panel: PanelState | null, besides: number): readonly number[] {
  return (panel?.seats ?? [])
    .filter(({ seat, status }) => status === 'declined' && seat !== besides)
    .map(({ seat }) => seat);
}

function recordingOf({ seq, at, recordedAt }: Recording): Recording {
  return { seq, at, recordedAt };
}

/** The procedure and version under which a case runs; null when there is no such case. */
export async function procedureOf(
  session: Session,
  caseId: string,
): Promise<{ readonly procedure: string; readonly version: number } | null> {
  return session.first('SELECT procedure, version FROM "case" WHERE id = $1', [caseId]);
}
