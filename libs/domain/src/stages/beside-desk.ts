import type { CommandType } from '../process/command.js';
import { noticeStageOf } from '../process/answers.js';
import { deskOf, postOf, type Post } from '../process/desk-post.js';
import { officeNow } from '../process/parties.js';
import { inPlaceOf, placesOn } from '../process/places.js';
import type { Office } from '../process/procedure.js';
import { refuse, type Refusal } from '../process/refusal.js';
import type { Situation } from '../process/situation.js';

type Choice = (situation: Situation) => Office | undefined;

const approver: Choice = ({ stage }) => stage?.extension?.approver;
const officeOfStage: Choice = ({ stage }) => stage?.office;
const officeInCharge: Choice = ({ stage, state }) => (stage ? officeNow(stage, state) : undefined);

/** What an office does to a case without having it on its desk, and which office that is. */
const OFFICES: { readonly [T in CommandType]?: Choice } = {
  // Of whoever has the case: where a desk has it and it was raised, that of the post above.
  'ask-extension': officeInCharge,
  'grant-extension': approver,
  'deny-extension': approver,
  'permit-return': ({ stage }) => (stage?.kind === 'review' ? stage.correction?.permittedBy : undefined),
  'waive-credit': ({ procedure }) => procedure.credit?.waivedBy,
  'verify-objection': ({ procedure }) => noticeStageOf(procedure)?.objection.verifier,
  'decide-objection': ({ procedure }) => noticeStageOf(procedure)?.objection.secondInstance.office,
  'decide-appeal': ({ procedure }) => procedure.appeal?.office,
  // Where the round decides, its leader still refuses one case.
  refuse: ({ stage }) => (stage?.kind === 'sign-off' && stage.decidedBy === 'round' ? stage.office : undefined),
  redraw: officeOfStage,
  'void-marks': officeOfStage,
};

/** Whether the actor may give the command for its office: on the post, or standing in for somebody there. */
export function entitled(situation: Situation, type: CommandType): Refusal | null {
  const post = postBeside(situation, type);
  return post && placesOn(situation.facts.office, situation.actor, post).length > 0 ? null : refuse('not-permitted');
}

/** In whose place the actor gives a command that is none of the desk's; undefined for those of the desk. */
export function besideInPlaceOf(situation: Situation, type: CommandType): string | null | undefined {
  const post = postBeside(situation, type);
  return post ? inPlaceOf(situation.facts.office, situation.actor, post) : undefined;
}

function postBeside(situation: Situation, type: CommandType): Post | null {
  const desk = type === 'ask-extension' ? deskOf(situation.procedure, situation.state) : null;
  const office = OFFICES[type]?.(situation);
  return desk ?? (office ? postOf(office, situation.state.district) : null);
}
