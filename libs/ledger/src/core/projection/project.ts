import { deadlines, type DueRow } from '@vermilion/domain';
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
  // The case comes first: the others refer to it. Beyond that only tasks and access need an answer, who sits on the panel.
  await Promise.all([
    projectCase(session, move, rows),
    projectSeated(session, move, rows),
    projectHolder(session, move),
    projectDeadlines(session, move, rows),
    projectDating(session, move, rows),
    projectEscalation(session, move),
    projectAward(session, move),
    projectTitles(session, move),
    projectObjections(session, move),
  ]);
}

async function projectSeated(session: Session, move: Move, rows: readonly DueRow[]): Promise<void> {
  await projectPanel(session, move);
  const experts = await readExperts(session, move.caseId, move.after);
  await Promise.all([projectTasks(session, move, rows, experts), projectAccess(session, move, experts)]);
}
