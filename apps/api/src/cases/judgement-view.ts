import type { CaseView } from '@vermilion/contracts';
import type { Procedure } from '@vermilion/domain';
import { panelComments, type CaseRecord, type PanelComment, type Session } from '@vermilion/ledger';
import type { PanelSight } from './panel-sight.js';

/**
 * What the panel found, with the comments of those whose marks counted, by seat; null until the reader may know. Source: the applicant gets the
 * comments item by item (sample data, ENT10), never a name.
 */
export async function judgementOf(
  session: Session,
  procedure: Procedure,
  { id, state }: CaseRecord,
  { watches, seesPlace }: PanelSight,
): Promise<CaseView['judgement']> {
  const { judgement } = state;
  if (!judgement || !seesPlace || (!watches && state.panel?.result)) return null;
  const { trimmedMean, plainMean, spread, passed } = judgement;
  return { trimmedMean, plainMean, spread, passed, comments: [...(await commentsOf(session, procedure, id))] };
}

/** The comments as the rubric has its items. */
export async function commentsOf(session: Session, procedure: Procedure, id: string): Promise<readonly PanelComment[]> {
  const items = procedure.stages.flatMap((stage) => (stage.kind === 'panel' ? stage.rubric.items : []));
  const place = (comment: PanelComment) => items.findIndex((item) => item.id === comment.item);
  return [...(await panelComments(session, id))].sort((a, b) => a.seat - b.seat || place(a) - place(b));
}
