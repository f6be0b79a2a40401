import type { CaseView } from '@vermilion/activities';
import type { ApplicationInput } from './messages/application.js';
import { award } from './stages/award.js';
import { declaration } from './stages/declaration.js';
import { panel } from './stages/panel.js';
import { review } from './stages/review.js';
import { signOff } from './stages/sign-off.js';
import { waiting } from './stages/waiting.js';
import { Walk } from './walk.js';

/**
 * One application, from its declaration to its end. People act through the ledger; this workflow follows them from stage to stage and
 * does what the procedure gives to nobody. It holds nothing of its own: started anew, it goes on wherever the ledger says the case is.
 *
 * @returns how the case ended, null when the ledger knows no such case.
 */
export async function application(input: ApplicationInput): Promise<CaseView['outcome']> {
  const walk = new Walk(input);
  await walk.look();
  await declaration(walk);
  while (walk.stage) await pass(walk, walk.stage.kind);
  return walk.end();
}

/** Goes through the stage where the case is now; back when the case is somewhere else. */
function pass(walk: Walk, kind: NonNullable<Walk['stage']>['kind']): Promise<void> {
  switch (kind) {
    case 'review':
      return review(walk);
    case 'panel':
      return panel(walk);
    case 'sign-off':
      return signOff(walk);
    case 'gathering':
    case 'ranking':
    case 'notice':
      return waiting(walk);
    case 'award':
      return award(walk);
  }
}
