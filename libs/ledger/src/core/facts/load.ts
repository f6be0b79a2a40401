import { randomBytes } from 'node:crypto';
import {
  followingOf,
  NO_FACTS,
  stageOf,
  type Actor,
  type Calendar,
  type Command,
  type CommandType,
  type Facts,
  type Instant,
  type Procedure,
  type RoundState,
} from '@vermilion/domain';
import type { Session } from '../../session.js';
import type { LockedCase } from '../lock-case.js';
import type { SecretBox } from '../private-payload.js';
import type { TransactRequest } from '../request.js';
import { timeBefore } from '../time-of.js';
import { checkOf } from './check.js';
import { lastPersonal, lockDraft } from './content.js';
import { datesTold } from './dates.js';
import { awardNumbers, certificateOf, documentOf } from './numbers.js';
import { officeOf } from './office.js';
import { expertPool, sealedMarks, tokenOf } from './panel.js';
import { lockTitle } from './titles.js';

/** Where facts come from: the case is locked, the transaction sees all rows. */
export interface Place {
  readonly session: Session;
  readonly locked: LockedCase;
  readonly procedure: Procedure;
  /** The round on which the command depends, held for this transaction. */
  readonly round: RoundState | null;
  readonly secrets: SecretBox;
  readonly now: Instant;
}

/** What `decide` needs from outside the stream for this command; parts that it does not need are null. */
export async function loadFacts(place: Place, request: TransactRequest, calendar: Calendar): Promise<Facts> {
  const { round, locked } = place;
  const salt = randomBytes(32).toString('hex');
  const none: Facts = { ...NO_FACTS, calendar, salt, caseId: locked.caseId, round, roundId: round?.id ?? null };
  const office = await officeFor(place, request);
  const receivedAt = request.command.type === 'object' ? await timeBefore(place.session, request) : null;
  return {
    ...none,
    office,
    receivedAt,
    ...(await loaders[request.command.type]?.(place, request.actor, request.command)),
  };
}

/** Whoever acts for an office: its people count for nearly all that it may do. */
async function officeFor(
  { session, procedure, locked, now }: Place,
  { actor, command }: TransactRequest,
): Promise<Facts['office']> {
  const official = actor.kind === 'person' && /^(district|bureau):/.test(actor.organisation);
  return official || command.type === 'raise'
    ? officeOf(session, { procedure, state: locked.state }, actor, now)
    : null;
}

type Loader = (place: Place, actor: Actor, command: Command) => Promise<Partial<Facts>>;

const loaders: { readonly [T in CommandType]?: Loader } = {
  open: async ({ session, now }, actor, command) => ({
    applicant: actor.kind === 'person' ? await applicantOf(session, actor.organisation) : null,
    title: command.type === 'open' && command.origin ? await lockTitle(session, command.origin, now) : null,
  }),
  submit: async (place) => {
    const { session, locked } = place;
    const draft = await lockDraft(session, locked.caseId);
    return {
      applicant: await applicantOf(session, locked.state.applicant),
      draft,
      check: await checkOf(session, { ...place, state: locked.state }, place.now, draft?.form),
    };
  },
  correct: async ({ session, locked, secrets }) => ({
    applicant: await applicantOf(session, locked.state.applicant),
    draft: await lockDraft(session, locked.caseId),
    personal: await lastPersonal(session, locked.stream, secrets),
  }),
  supply: async ({ session, locked, secrets }) => ({
    draft: await lockDraft(session, locked.caseId),
    personal: await lastPersonal(session, locked.stream, secrets),
  }),
  redate: async ({ session, locked }) => ({ dates: await datesTold(session, locked.caseId) }),
  'freeze-pool': async ({ session, locked }) => ({ experts: await expertPool(session, locked) }),
  'accept-invitation': expertFacts,
  'decline-invitation': expertFacts,
  'submit-marks': async (place, actor) => ({ ...(await expertFacts(place, actor)), ...(await marksOf(place)) }),
  'record-minute': expertFacts,
  accept: doorChecked,
  refuse: doorChecked,
  'give-opinion': doorChecked,
  'remove-signer': doorChecked,
  // A limit that passes may open the marks of a quorum, or accept by silence.
  fire: async (place) => ({ ...(await marksOf(place)), ...(await doorChecked(place)) }),
  'follow-round': async (place) => ({ numbers: await titleNumber(place), ...(await registersOf(place)) }),
  'waive-credit': registersOf,
  resume: registersOf,
  issue: async (place) => ({ numbers: await numbersOf(place), title: await titleOf(place) }),
};

async function applicantOf(session: Session, organisation: string): Promise<Facts['applicant']> {
  return session.first(
    `SELECT organisation, credit_code AS "creditCode", district FROM party
      WHERE organisation = $1 AND kind = 'enterprise' AND credit_code IS NOT NULL AND district IS NOT NULL`,
    [organisation],
  );
}

async function expertFacts({ session, locked }: Place, actor: Actor): Promise<Partial<Facts>> {
  return { token: actor.kind === 'person' ? await tokenOf(session, locked.caseId, locked.state, actor) : null };
}

async function marksOf({ session, locked }: Place): Promise<Partial<Facts>> {
  return { marks: locked.state.panel ? await sealedMarks(session, locked.caseId, locked.state) : null };
}

/** Numbers are drawn in an award stage only, so that a misplaced command does not even lock the series. */
async function numbersOf({ session, locked, procedure, now }: Place): Promise<Facts['numbers']> {
  const stage = locked.state.stage === null ? null : stageOf(procedure, locked.state.stage);
  if (stage?.kind !== 'award') return null;
  return (stage.renews ? documentOf : awardNumbers)(session, stage, now.slice(0, 4));
}

/** What the registers say now. */
async function registersOf({ session, locked, procedure, now }: Place): Promise<Partial<Facts>> {
  return { check: await checkOf(session, { procedure, state: locked.state }, now) };
}

/** What they say of a case that an office, or silence, may accept now; about any other nobody asks them. */
async function doorChecked(place: Place): Promise<Partial<Facts>> {
  const { stage: id } = place.locked.state;
  const stage = id === null ? null : stageOf(place.procedure, id);
  return stage?.kind === 'review' && stage.verb === 'accept' ? registersOf(place) : {};
}

/** The title that is being examined again. */
async function titleOf({ session, locked, now }: Place): Promise<Facts['title']> {
  return locked.state.origin === null ? null : lockTitle(session, locked.state.origin, now);
}

/** A certificate is numbered when the round has signed for the case; the document has its number from the round already. */
async function titleNumber({ session, locked, procedure, round, now }: Place): Promise<Facts['numbers']> {
  const { caseId, state } = locked;
  if (!round || followingOf(procedure, state, caseId, round)?.to !== 'title') return null;
  const stage = stageOf(procedure, state.stage ?? '');
  return stage.kind === 'award' ? certificateOf(session, stage, now.slice(0, 4)) : null;
}
