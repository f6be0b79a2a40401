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

/** A frozen pool (commitments, no persons) and what came of it, as anybody may check and repeat it. */
export interface DrawRecord {
  readonly caseId: string;
  /** Which panel of the case this is, from 1. */
  readonly number: number;
  /** Every freeze and every draw of the case, by the events that record them. */
  readonly freezes: readonly number[];
  readonly draws: readonly number[];
  readonly frozen: Recording;
  readonly pool: EventData['panel.pool-frozen'];
  /** The event of the draw from this pool; null until then. */
  readonly drawnAs: number | null;
  /** Who came out and what became of the panel; null on the page of the freeze, which stays as it was before the seed. */
  readonly outcome: DrawOutcome | null;
}

/** What the seed made of a pool. */
export interface DrawOutcome {
  readonly drawn: Recording;
  /** The links of the chain between freeze and draw, where other things of the case came between. */
  readonly between: readonly Link[];
  readonly result: EventData['panel.drawn'];
  /** In the order in which they happened. */
  readonly replacements: readonly Replacement[];
  readonly dissolvedAt: Instant | null;
}

/** An event's place in the hash chain of its case: `hash` = SHA-256 of `prevHash` and the text of the event. */
export interface Link {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
}

/** Where and when the ledger recorded something. */
export interface Recording extends Link {
  readonly at: Instant;
  readonly recordedAt: Instant;
  /** The text that the hash covers; null where a person gave the command, since the text names that person. */
  readonly body: string | null;
}

type Line = Recorded & Recording;
type LineOf<Type extends Recorded['type']> = Extract<Recorded, { readonly type: Type }> & Recording;

/**
 * The freeze or the draw recorded as event `seq` of the case: of a draw with the last pool frozen before it, of a freeze without what was
 * drawn from it later. Null when that event is neither.
 */
export async function drawOf(session: Session, caseId: string, seq: number): Promise<DrawRecord | null> {
  const lines = await linesOf(session, caseId);
  const asked = lines.find((line) => line.seq === seq);
  if (asked?.type === 'panel.pool-frozen') return recordOf(caseId, lines, asked, null);
  const frozen = lines.findLast((line) => isFreeze(line) && line.seq < seq);
  return asked?.type === 'panel.drawn' && frozen && isFreeze(frozen) ? recordOf(caseId, lines, frozen, asked) : null;
}

async function linesOf(session: Session, caseId: string): Promise<readonly Line[]> {
  const rows = await session.rows<
    Recorded & { seq: number; at: Date; recorded_at: Date; prev_hash: string; hash: string; body: string | null }
  >(
    `SELECT seq, type, data, at, recorded_at, prev_hash, hash, CASE WHEN actor_kind = 'system' THEN body END AS body
       FROM event WHERE stream = $1 ORDER BY seq`,
    [streamOf(caseId)],
  );
  return rows.map(({ at, recorded_at: recordedAt, prev_hash: prevHash, ...rest }): Line => ({
    ...rest,
    prevHash,
    at: instantOf(at),
    recordedAt: instantOf(recordedAt),
  }));
}

function isFreeze(line: Line): line is LineOf<'panel.pool-frozen'> {
  return line.type === 'panel.pool-frozen';
}

function recordOf(
  caseId: string,
  lines: readonly Line[],
  frozen: LineOf<'panel.pool-frozen'>,
  drawn: LineOf<'panel.drawn'> | null,
): DrawRecord {
  const placesOf = (type: Line['type']) => lines.filter((line) => line.type === type).map(({ seq }) => seq);
  const [freezes, draws] = [placesOf('panel.pool-frozen'), placesOf('panel.drawn')];
  const nextFreeze = freezes.find((place) => place > frozen.seq) ?? Infinity;
  return {
    caseId,
    number: draws.filter((place) => place < frozen.seq).length + 1,
    freezes,
    draws,
    frozen: recordingOf(frozen),
    pool: frozen.data,
    drawnAs: draws.find((place) => place > frozen.seq && place < nextFreeze) ?? null,
    outcome: drawn && outcomeOf(lines, frozen, drawn),
  };
}

function outcomeOf(lines: readonly Line[], frozen: Line, drawn: LineOf<'panel.drawn'>): DrawOutcome {
  const later = thisPanelsLife(lines, drawn.seq);
  return {
    drawn: recordingOf(drawn),
    between: lines
      .filter(({ seq }) => seq > frozen.seq && seq < drawn.seq)
      .map(({ seq, prevHash, hash }) => ({ seq, prevHash, hash })),
    result: drawn.data,
    replacements: replacementsIn(lines, later),
    dissolvedAt: later.find(({ type }) => type === 'panel.dissolved')?.at ?? null,
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

function recordingOf({ seq, at, recordedAt, prevHash, hash, body }: Recording): Recording {
  return { seq, at, recordedAt, prevHash, hash, body };
}

/** The procedure and version under which a case runs; null when there is no such case. */
export async function procedureOf(
  session: Session,
  caseId: string,
): Promise<{ readonly procedure: string; readonly version: number } | null> {
  return session.first('SELECT procedure, version FROM "case" WHERE id = $1', [caseId]);
}
