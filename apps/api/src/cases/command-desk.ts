import { Inject, Injectable } from '@nestjs/common';
import {
  EVENT_TITLES,
  problemOfRefusal,
  type CaseCommand,
  type Receipt,
  type SystemCommand,
} from '@vermilion/contracts';
import type { Command, Person, Text } from '@vermilion/domain';
import { caseById, eventsOf, instantOf, type EventEntry, type Ledger, type TransactOutcome } from '@vermilion/ledger';
import { Problem, problem } from '@vermilion/runtime';
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

  /** Opens a draft under the newest version of the procedure. */
  async open(actor: Person, key: string, id: string): Promise<Receipt> {
    const receivedAt = instantOf(new Date());
    const procedure = this.procedures.newest().find((candidate) => candidate.id === id);
    if (!procedure) throw problem('procedure-unknown', { params: { procedure: id } });
    const command: Command = { type: 'open', procedure: id, version: procedure.version };
    return receiptOf(await this.ledger.transact({ caseId: null, command, actor, key, expectedSeq: null, receivedAt }));
  }

  /** Gives a command to a case. @throws Problem with the reason when it is not accepted. */
  async give(actor: Person, key: string, caseId: string, given: CaseCommand | SystemCommand): Promise<Receipt> {
    const receivedAt = instantOf(new Date());
    const command: Command = { type: given.type, ...given.payload } as Command;
    const { expectedSeq } = given;
    const outcome = await this.ledger.transact({ caseId, command, actor, key, expectedSeq, receivedAt });
    if (outcome.kind === 'conflict') throw await this.conflict(actor, caseId, expectedSeq);
    return receiptOf(outcome);
  }

  /** Tells the loser who was faster, when, and what they did: the first thing that the loser had not seen. */
  private async conflict(actor: Person, caseId: string, seen: number): Promise<Problem> {
    const [first, open] = await this.ledger.read(actor, async (session) => {
      const [event] = await eventsOf(session, caseId, seen);
      const found = await caseById(session, caseId);
      const sight = found && (await sightOf(session, this.procedures, found, actor));
      return [event, !event || !sight || withoutSealed([event], sight).length > 0] as const;
    });
    if (!first) return problem('version-unknown', { params: { expectedSeq: seen } });
    if (!open) return problem('stale-version', { params: { ...SEALED, at: first.at, seq: first.seq } });
    const { at, seq, type } = first;
    const by = first.actor.organisation?.name ?? ENGINE[first.actor.kind];
    const what = EVENT_TITLES[type];
    const organisation = first.actor.organisation?.id ?? first.actor.kind;
    const params = { by: by.zh, byEn: by.en, what: what.zh, whatEn: what.en, at, seq, type, organisation };
    return problem('stale-version', { params });
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

const ENGINE: { readonly [kind in EventEntry['actor']['kind']]: Text } = {
  person: { zh: '同事', en: 'A colleague' },
  clock: { zh: '业务时钟', en: 'The business clock' },
  system: { zh: '系统', en: 'The system' },
};

function receiptOf(outcome: TransactOutcome): Receipt {
  switch (outcome.kind) {
    case 'accepted':
      return { ...outcome.receipt, events: [...outcome.receipt.events] };
    case 'refused':
      throw new Problem(problemOfRefusal(outcome.refusal));
    case 'conflict':
      throw new Error('a case that nobody has seen cannot be at another version');
    default:
      throw problem(outcome.kind);
  }
}
