import { Inject, Injectable } from '@nestjs/common';
import {
  EVENT_TITLES,
  problemOfRefusal,
  type CaseCommand,
  type Receipt,
  type SystemCommand,
} from '@vermilion/contracts';
import type { Command, Person } from '@vermilion/domain';
import { organisationsNamed, type Ledger, type TransactOutcome } from '@vermilion/ledger';
import { Problem, problem } from '@vermilion/runtime';
import { LEDGER, PROCEDURES } from '../parts.js';
import { Procedures } from './procedures.js';

type Latest = Extract<TransactOutcome, { kind: 'conflict' }>['current'];

/** Hands commands to the ledger and says in HTTP's words what came of them. */
@Injectable()
export class CommandDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  /** Opens a draft under the newest version of the procedure. */
  async open(actor: Person, key: string, id: string): Promise<Receipt> {
    const procedure = this.procedures.newest().find((candidate) => candidate.id === id);
    if (!procedure) throw problem('procedure-unknown', { params: { procedure: id } });
    const command: Command = { type: 'open', procedure: id, version: procedure.version };
    return this.receiptOf(actor, await this.ledger.transact({ caseId: null, command, actor, key, expectedSeq: null }));
  }

  /** Gives a command to a case. @throws Problem with the reason when it is not accepted. */
  async give(actor: Person, key: string, caseId: string, given: CaseCommand | SystemCommand): Promise<Receipt> {
    const command: Command = { type: given.type, ...given.payload } as Command;
    const { expectedSeq } = given;
    return this.receiptOf(actor, await this.ledger.transact({ caseId, command, actor, key, expectedSeq }));
  }

  private async receiptOf(actor: Person, outcome: TransactOutcome): Promise<Receipt> {
    switch (outcome.kind) {
      case 'accepted':
        return { ...outcome.receipt, events: [...outcome.receipt.events] };
      case 'refused':
        throw new Problem(problemOfRefusal(outcome.refusal));
      case 'conflict':
        throw await this.conflict(actor, outcome.current);
      default:
        throw problem(outcome.kind);
    }
  }

  /** Tells the loser who was faster and when. */
  private async conflict(actor: Person, { by, at, seq, type }: Latest): Promise<Problem> {
    const names = await this.ledger.read(actor, (session) => organisationsNamed(session, [by]));
    const organisation = names.get(by)?.id ?? by;
    const name = ENGINE_NAMES[by] ?? names.get(by)?.name.zh ?? by;
    return problem('stale-version', { params: { by: name, organisation, at, seq, type, what: EVENT_TITLES[type].zh } });
  }
}

const ENGINE_NAMES: { readonly [actor: string]: string | undefined } = { clock: '业务时钟', system: '系统' };
