import { randomBytes, randomUUID } from 'node:crypto';
import type { ProcedureBook } from '@vermilion/catalogue';
import {
  roundWork,
  type Actor,
  type Marks,
  type Procedure,
  type RoundCommand,
  type RoundTerms,
  type RoundWork,
} from '@vermilion/domain';
import {
  draftOf,
  openDueBook,
  roundStanding,
  saveDraft,
  type Ledger,
  type RoundOutcome,
  type RoundReceipt,
} from '@vermilion/ledger';
import { accepting } from './accepting.js';
import { castOf, miitLeader, miitOfficer, storyOn, SYSTEM, type Cast } from './case-story.js';
import { ROUND_ID, smallRoundProcedure, TERMS } from './small-round.js';
import { testStart } from './ledger.js';

/** The small procedure in rounds, alone in a book. */
export const smallBook: ProcedureBook = bookOf(smallRoundProcedure);

/** @returns a book of these procedures. */
export function bookOf(...procedures: readonly Procedure[]): ProcedureBook {
  return new Map(procedures.map((procedure) => [`${procedure.id}@${procedure.version}`, procedure]));
}

/** Gives commands to rounds as whoever acts, always upon the latest version. */
function roundSpeakerOn(ledger: Ledger) {
  const seqOfRound = (roundId: string) =>
    ledger.read(SYSTEM, async (session) => {
      const row = await session.first<{ seq: number }>('SELECT seq FROM round WHERE id = $1', [roundId]);
      return row?.seq ?? null;
    });
  const giveRound = async (actor: Actor, command: RoundCommand, roundId = ROUND_ID): Promise<RoundOutcome> => {
    const expectedSeq = actor.kind === 'person' ? await seqOfRound(roundId) : null;
    return ledger.transactRound({ roundId, command, actor, key: randomUUID(), expectedSeq });
  };
  const mustRound = async (actor: Actor, command: RoundCommand, roundId = ROUND_ID): Promise<RoundReceipt> => {
    const outcome = await giveRound(actor, command, roundId);
    if (outcome.kind !== 'accepted') throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
    return outcome.receipt;
  };

  return {
    seqOfRound,
    giveRound,
    mustRound,
    call: (terms: RoundTerms = TERMS, version = 1, roundId = ROUND_ID) =>
      mustRound(miitOfficer, { type: 'call', id: roundId, procedure: 'small-round', version, terms }, roundId),
    propose: () => mustRound(miitLeader, { type: 'propose', opinion: '同意' }),
    sign: () => mustRound(miitLeader, { type: 'issue', opinion: '同意发文' }),
  };
}

/** Does what clock and engine owe. */
function engineOn(ledger: Ledger, book: ProcedureBook) {
  const due = openDueBook(ledger, book);
  const { must } = storyOn(ledger);
  const { mustRound } = roundSpeakerOn(ledger);
  /** Lets the clock do what is due. */
  const fireDue = () => due.fireDue({ shards: { from: 0, to: 63 }, limit: 500 }, () => undefined);

  const owed = async (roundId = ROUND_ID): Promise<readonly RoundWork[]> => {
    const standing = await ledger.read(SYSTEM, (session) => roundStanding(session, book, roundId));
    const rules = standing && book.get(`${standing.round.procedure}@${standing.round.version}`)?.round;
    return rules ? roundWork(rules, standing.round, standing.followers) : [];
  };
  /** Does what the engine owes the round, until nothing is left. */
  const doOwedWork = async (roundId = ROUND_ID): Promise<void> => {
    for (let work = await owed(roundId); work.length > 0; work = await owed(roundId)) {
      for (const piece of work) {
        if (piece.type === 'follow') await must(piece.caseId, SYSTEM, { type: 'follow-round' });
        else await mustRound(SYSTEM, piece, roundId);
      }
    }
  };

  return { fireDue, stepClock: () => due.stepClock(), doOwedWork };
}

/** Walks rounds of the small procedure through a real ledger. */
export function roundStoryOn(ledger: Ledger, book: ProcedureBook = smallBook) {
  const story = storyOn(ledger);

  /** A draft with its form. @returns the case, and the version with which it can be submitted. */
  const drafted = async (cast: Cast, version = 1) => {
    const { caseId } = await story.must(null, cast.filler, { type: 'open', procedure: 'small-round', version });
    const draft = await ledger.read(cast.filler, (session) => draftOf(session, caseId));
    const form = { workshop: { name: `车间 ${caseId}` } };
    const save = { version: draft?.version ?? 0, form, by: cast.filler.person, at: testStart };
    const saved = await ledger.write(cast.filler, (session) => saveDraft(session, caseId, save));
    if (!saved?.saved) throw new Error('the draft was not saved');
    return { caseId, draftVersion: saved.version };
  };
  const submitted = async (cast: Cast, version = 1): Promise<string> => {
    const { caseId, draftVersion } = await drafted(cast, version);
    await story.must(caseId, cast.approver, { type: 'submit', draftVersion });
    return caseId;
  };
  /** Passed by the district: waits for its recommendation. */
  const reviewed = async (enterprise = 'ENT01'): Promise<string> => {
    const cast = castOf(enterprise);
    const caseId = await submitted(cast);
    await story.must(caseId, cast.industry, { type: 'accept' });
    await story.must(caseId, cast.industry, { type: 'pass', opinion: '符合条件' });
    return caseId;
  };

  const judge = async (caseId: string, total: number): Promise<void> => {
    await story.must(caseId, SYSTEM, { type: 'freeze-pool' });
    await story.must(caseId, SYSTEM, { type: 'draw', seed: randomBytes(32).toString('hex') });
    const experts = await story.seated(caseId);
    const marks: Marks = { items: { level: total }, comments: { level: '依据现场材料评定' } };
    for (const expert of experts) await story.must(caseId, expert, accepting);
    for (const expert of experts) await story.must(caseId, expert, { type: 'submit-marks', marks });
  };

  return { ...story, ...roundSpeakerOn(ledger), ...engineOn(ledger, book), drafted, submitted, reviewed, judge };
}
