import { Inject, Injectable } from '@nestjs/common';
import {
  ROUND_EVENT_TITLES,
  type CallRound,
  type RoundCommandBody,
  type RoundReceipt,
  type RoundSystemCommandBody,
} from '@vermilion/contracts';
import type { Instant, Person, RoundCommand } from '@vermilion/domain';
import { eventsOfRound, type Ledger } from '@vermilion/ledger';
import { problem, type Problem } from '@vermilion/runtime';
import { Procedures } from '../cases/procedures.js';
import { overtaken, receiptOf, versionUnknown } from '../http/outcomes.js';
import { LEDGER, PROCEDURES } from '../parts.js';

/** Hands commands to rounds to the ledger and says in HTTP's words what came of them. */
@Injectable()
export class RoundCommandDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  /** Calls the round of a year under the newest version of the procedure. @throws Problem with the reason when it is not called */
  async call(
    actor: Person,
    key: string,
    { procedure: named, terms }: CallRound,
    receivedAt: Instant,
  ): Promise<RoundReceipt> {
    const procedure = this.procedures.newest().find(({ id }) => id === named);
    if (!procedure) throw problem('procedure-unknown', { params: { procedure: named } });
    if (!procedure.round) throw problem('procedure-without-rounds', { params: { procedure: named } });
    const id = `${named}-${terms.year}`;
    const command: RoundCommand = { type: 'call', id, procedure: named, version: procedure.version, terms };
    return receiptOf(
      await this.ledger.transactRound({ roundId: id, command, actor, key, expectedSeq: null, receivedAt }),
    );
  }

  /** Gives a command to a round. @throws Problem with the reason when it is not accepted. */
  async give(
    actor: Person,
    key: string,
    roundId: string,
    { type, payload, expectedSeq }: RoundCommandBody | RoundSystemCommandBody,
    receivedAt: Instant,
  ): Promise<RoundReceipt> {
    const command = { type, ...payload } as RoundCommand;
    const outcome = await this.ledger.transactRound({ roundId, command, actor, key, expectedSeq, receivedAt });
    if (outcome.kind === 'conflict') throw await this.conflict(actor, roundId, expectedSeq);
    return receiptOf(outcome);
  }

  /** Tells the loser who was faster, when, and what they did; that a round has moved is no secret, where to is. */
  private async conflict(actor: Person, roundId: string, seen: number): Promise<Problem> {
    const [first] = await this.ledger.read(actor, (session) => eventsOfRound(session, roundId, seen));
    return first ? overtaken(first, ROUND_EVENT_TITLES[first.type]) : versionUnknown(seen);
  }
}
