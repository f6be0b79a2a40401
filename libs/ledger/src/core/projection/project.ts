import { deadlines } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { Move } from '../move.js';
import { projectAccess } from './project-access.js';
import { projectAward, projectCases, projectHolders } from './project-case.js';
import { projectDating } from './project-dating.js';
import { projectDeadlines, projectEscalations } from './project-deadlines.js';
import { projectObjections } from './project-objections.js';
import { projectPanel, readExperts } from './project-panel.js';
import { projectTasks } from './project-tasks.js';
import { projectTitles } from './project-titles.js';

/**
 * Brings every read table up to date with moves, each of another case, in their transaction: what every move changes takes one statement for all
 * of them. Replaying all moves of a case rebuilds its rows.
 */
export async function project(session: Session, all: readonly Move[]): Promise<void> {
  const moves = all.map((move) => ({ ...move, rows: deadlines(move.procedure, move.after, move.calendar) }));
  // The cases come first: the others refer to them. Only tasks and access need an answer, who sits on the panels.
  projectCases(session, moves);
  for (const move of moves) projectPanel(session, move);
  projectHolders(session, moves);
  projectDeadlines(session, moves);
  projectDating(session, moves);
  projectEscalations(session, moves);
  for (const move of moves) {
    projectAward(session, move);
    projectTitles(session, move);
    projectObjections(session, move);
  }
  const experts = await readExperts(session, moves);
  projectTasks(session, moves, experts);
  projectAccess(session, moves, experts);
}
