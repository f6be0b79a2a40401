import { Inject, Injectable } from '@nestjs/common';
import { EVENT_TITLES, type CaseCommand, type OpenCase, type Receipt, type SystemCommand } from '@vermilion/contracts';
import type { Command, Instant, Person } from '@vermilion/domain';
import { caseById, eventsOf, type Ledger } from '@vermilion/ledger';
import { problem, type Problem } from '@vermilion/runtime';
import { overtaken, receiptOf, versionUnknown } from '../http/outcomes.js';
import { LEDGER, PROCEDURES } from '../parts.js';
import { sightOf, withoutSealed } from './panel-sight.js';
import { Procedures } from './procedures.js';

/** Hands commands to the ledger and says in HTTP's words what came of them. */
@Injectable()
export class CommandDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  /** Opens a draft under the newest version of the procedure, in the round that is named, or in the one that is on. */
  async open(actor: Person, key: string, { procedure: id, round }: OpenCase, receivedAt: Instant): Promise<Receipt> {
    const procedure = this.procedures.openToFirms().find((candidate) => candidate.id === id);
    if (!procedure) throw problem('procedure-unknown', { params: { procedure: id } });
    const command: Command = { type: 'open', procedure: id, version: procedure.version, round };
    return receiptOf(await this.ledger.transact({ caseId: null, command, actor, key, expectedSeq: null, receivedAt }));
  }

  /** Gives a command to a case. @throws Problem with the reason when it is not accepted. */
  async give(
    actor: Person,
    key: string,
    caseId: string,
    given: CaseCommand | SystemCommand,
    receivedAt: Instant,
  ): Promise<Receipt> {
    const command: Command = { type: given.type, ...given.payload } as Command;
    const { expectedSeq } = given;
    const outcome = await this.ledger.transact({ caseId, command, actor, key, expectedSeq, receivedAt });
    if (outcome.kind === 'conflict') throw await this.conflict(actor, caseId, expectedSeq);
    return receiptOf(outcome);
  }

  /** Tells the loser who was faster, when, and what they did: the first thing that the loser had not seen. */
  private async conflict(actor: Person, caseId: string, seen: number): Promise<Problem> {
    return this.ledger.read(actor, async (session) => {
      const [first] = await eventsOf(session, caseId, seen);
      const found = await caseById(session, caseId);
      if (!found || found.seq <= seen) return versionUnknown(seen);
      const sight = await sightOf(session, this.procedures, found, actor);
      // To an invited expert the facts are closed altogether.
      const [open] = withoutSealed(first ? [first] : [], sight);
      if (open) return overtaken(open, EVENT_TITLES[open.type]);
      const { at, seq } = first ?? { at: found.updatedAt, seq: found.seq };
      return problem('stale-version', { params: { ...SEALED, at, seq } });
    });
  }
}

/** What a panel does before its marks are opened is told to nobody who does not watch it. */
const SEALED = {
  by: '评审',
  byEn: 'The review',
  what: '办件有新的进展',
  whatEn: 'the case has moved on',
  type: 'sealed',
  organisation: 'system',
};
