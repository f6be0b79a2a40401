import { deadlines } from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { Move } from '../move.js';
import { projectAccess } from './project-access.js';
import { projectAward, projectCase, projectHolder } from './project-case.js';
import { projectDating } from './project-dating.js';
import { projectDeadlines, projectEscalation } from './project-deadlines.js';
import { projectObjections } from './project-objections.js';
import { projectPanel, readExperts } from './project-panel.js';
import { projectTasks } from './project-tasks.js';
import { projectTitles } from './project-titles.js';

/** Brings every read table of the case up to date with a move, in its transaction. Replaying all moves rebuilds the tables. */
export async function project(session: Session, move: Move): Promise<void> {
  const rows = deadlines(move.procedure, move.after, move.calendar);
  await projectCase(session, move, rows);
  await projectPanel(session, move);
  const experts = await readExperts(session, move.caseId, move.after);
  await projectHolder(session, move);
  await projectTasks(session, move, rows, experts);
  await projectAccess(session, move, experts);
  await projectDeadlines(session, move, rows);
  await projectDating(session, move, rows);
  await projectEscalation(session, move);
  await projectAward(session, move);
  await projectTitles(session, move);
  await projectObjections(session, move);
}
