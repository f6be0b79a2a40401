import type { Session } from '../session.js';

/** What the expert on a seat wrote on an item of the rubric. */
export interface PanelComment {
  readonly seat: number;
  readonly item: string;
  readonly text: string;
}

/** The comments on the marks that the last opened panel of the case counted, by seat; none before the opening, whoever asks. */
export async function panelComments(session: Session, caseId: string): Promise<readonly PanelComment[]> {
  return session.rows<PanelComment>(
    `SELECT s.seat, c.key AS item, c.value AS text FROM score s, jsonb_each_text(s.comments) c
      WHERE s.case_id = $1 AND s.opened AND btrim(c.value) <> '' ORDER BY s.seat, c.key`,
    [caseId],
  );
}
