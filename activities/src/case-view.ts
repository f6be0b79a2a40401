import type { CaseState, Holder, Instant, Procedure, Stage, StageKind, SystemWork } from '@vermilion/domain';
import { holderOf, overdueLimits, stageOf, systemWork } from '@vermilion/domain';

/** A case as its workflow needs to see it: codes, dates and counts, no person's data. */
export interface CaseView {
  readonly caseId: string;
  readonly procedure: string;
  /** In Chinese, for operations. */
  readonly title: string;
  readonly phase: CaseState['phase'];
  readonly stage: StageView | null;
  readonly visit: number;
  readonly correcting: boolean;
  /** The case stands still until the firm has repaired its credit. */
  readonly suspended: boolean;
  /** An objection is being looked into. */
  readonly disputed: boolean;
  readonly seats: 'none' | 'inviting' | 'marking' | 'minute' | 'exhausted';
  /**
   * Tells one panel of a visit from the next: the fingerprint of its pool, or, before the freeze, the move that asked for one. The same for
   * whoever reads the ledger, so that a workflow started anew names its effects as its predecessor did.
   */
  readonly panelMark: string;
  readonly holder: Holder | null;
  readonly district: string;
  /** The bureau in charge of the stage, null while a district is. */
  readonly bureau: string | null;
  readonly dueAt: Instant | null;
  readonly overdue: boolean;
  readonly outcome: CaseState['outcome'];
  readonly stageSeq: number;
  readonly work: readonly SystemWork[];
}

interface StageView {
  readonly id: string;
  readonly kind: StageKind;
  readonly title: string;
  readonly position: number;
  readonly of: number;
  /** Decided for all cases of the round together. */
  readonly byRound: boolean;
}

/** Views a case for its workflow. `dueAt` is the next lapse. */
export function viewCase(caseId: string, procedure: Procedure, state: CaseState, dueAt: Instant | null): CaseView {
  const running = state.phase === 'running' && state.stage !== null ? stageOf(procedure, state.stage) : null;
  return {
    caseId,
    procedure: procedure.id,
    title: procedure.title.zh,
    phase: state.phase,
    stage: running && {
      id: running.id,
      kind: running.kind,
      title: running.title.zh,
      position: procedure.stages.indexOf(running) + 1,
      of: procedure.stages.length,
      byRound: isByRound(running),
    },
    visit: state.visit,
    correcting: state.correction !== null,
    suspended: state.suspension !== null,
    disputed: isDisputed(state),
    seats: seatsOf(state.panel),
    panelMark: state.panel?.poolHash.slice(0, 16) ?? `move-${state.stageSeq}`,
    holder: holderOf(procedure, state),
    district: state.district,
    bureau: running?.office.body === 'bureau' ? running.office.bureau : null,
    dueAt,
    overdue: overdueLimits(state).length > 0,
    outcome: state.outcome,
    stageSeq: state.stageSeq,
    work: systemWork(procedure, state),
  };
}

function seatsOf(panel: CaseState['panel']): CaseView['seats'] {
  if (!panel?.seed) return 'none';
  if (panel.exhausted) return 'exhausted';
  if (panel.minuteAwaited) return 'minute';
  return panel.convened ? 'marking' : 'inviting';
}

function isByRound(stage: Stage): boolean {
  if (stage.kind === 'review') return stage.verb === 'recommend';
  return (stage.kind === 'sign-off' || stage.kind === 'award') && stage.decidedBy === 'round';
}

function isDisputed({ phase, objections }: CaseState): boolean {
  return phase === 'running' && objections.some(({ late, status }) => !late && status !== 'dismissed');
}
