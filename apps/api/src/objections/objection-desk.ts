import { Inject, Injectable } from '@nestjs/common';
import {
  problemOfRefusal,
  type LodgeObjection,
  type ObjectionAnswer,
  type ObjectionList,
  type ObjectionReceipt,
} from '@vermilion/contracts';
import { canonicalText, objectionIdOf, SYSTEM, type Command, type Instant, type Person } from '@vermilion/domain';
import {
  businessNow,
  noticeOfCase,
  objectionById,
  objectionsOf,
  publicNotice,
  entriesOf,
  type Ledger,
  type ObjectionEntry,
  type Session,
  type TransactOutcome,
} from '@vermilion/ledger';
import { Problem, problem } from '@vermilion/runtime';
import { visibleCase } from '../cases/visible-case.js';
import { LEDGER } from '../parts.js';

type Accepted = Extract<TransactOutcome, { kind: 'accepted' }>['receipt'];

/**
 * Takes in objections of people without an account and answers them by their receipts; shows the offices what they have to look into. What
 * an objector says of himself is opened under the rights of whoever asks: row-level security decides who may read it.
 */
@Injectable()
export class ObjectionDesk {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  /**
   * Lodges an objection to an entry of a notice. The receipt follows from key and content, so that whoever repeats a request of which the
   * answer was lost gets the same one. @throws Problem `not-found` when the case is no entry of the notice, or with the refusal of the rules.
   */
  async lodge(
    noticeId: string,
    key: string,
    { caseId, paper }: LodgeObjection,
    receivedAt: Instant,
  ): Promise<ObjectionReceipt> {
    await this.ledger.read(SYSTEM, (session) => entryIn(session, noticeId, caseId));
    const receipt = this.ledger.secrets.codeFor(canonicalText({ key, caseId, paper }));
    const objection = objectionIdOf(receipt);
    const { at } = await this.give(
      caseId,
      `object:${objection}`,
      { type: 'object', paper: { ...paper, receipt } },
      receivedAt,
    );
    const { late } = await this.byReceipt(receipt);
    return { receipt, objection, late, at };
  }

  /** How the objection of this receipt stands. @throws Problem `not-found` when there is none. */
  async byReceipt(receipt: string): Promise<ObjectionAnswer> {
    return this.ledger.read(SYSTEM, async (session) => {
      const entry = await objectionById(session, objectionIdOf(receipt));
      if (!entry) throw problem('not-found');
      const { caseId } = entry;
      const now = await businessNow(session);
      const open = entry.dueAt !== null && Date.parse(now) < Date.parse(entry.dueAt);
      return {
        ...(await this.standingOf(session, entry)),
        caseId,
        notice: (await noticeOfCase(session, caseId)) ?? '',
        mayAppeal: entry.status === 'verified' && open,
      };
    });
  }

  /** Asks for the second instance on behalf of whoever holds the receipt. */
  async appeal(receipt: string, key: string, opinion: string, receivedAt: Instant): Promise<ObjectionAnswer> {
    const { caseId, objection } = await this.byReceipt(receipt);
    const command: Command = { type: 'appeal-objection', objection, opinion };
    await this.give(caseId, `appeal-objection:${objection}:${key}`, command, receivedAt);
    return this.byReceipt(receipt);
  }

  /** The objections to a case as the person may see them. @throws Problem `not-found` when the case is none of the person's. */
  async ofCase(person: Person, caseId: string): Promise<ObjectionList> {
    return this.ledger.read(person, async (session) => {
      await visibleCase(session, caseId);
      const items: ObjectionList['items'] = [];
      for (const entry of await objectionsOf(session, caseId)) {
        const { kind, appealedBy, events } = entry;
        const appealed = await this.wordsOf(session, events.appealed);
        items.push({
          ...(await this.standingOf(session, entry)),
          kind,
          appealedBy,
          appeal: textOf(appealed, appealedBy === 'objector' ? 'appeal' : 'opinion'),
          objector: objectorIn(await this.wordsOf(session, events.lodged)),
        });
      }
      return { items };
    });
  }

  private async standingOf(session: Session, entry: ObjectionEntry) {
    const {
      objection,
      late,
      status,
      finding,
      bySilence,
      lodgedAt,
      verifiedAt,
      appealedAt,
      concludedAt,
      dueAt,
      events,
    } = entry;
    return {
      ...{ objection, late, status, finding, bySilence, lodgedAt, verifiedAt, appealedAt, concludedAt, dueAt },
      reply: textOf(await this.wordsOf(session, events.verified), 'opinion'),
      decision: textOf(await this.wordsOf(session, events.concluded), 'opinion'),
    };
  }

  private async wordsOf(session: Session, event: string | null) {
    return event === null ? null : this.ledger.secrets.read(session, event);
  }

  private async give(caseId: string, key: string, command: Command, receivedAt: Instant): Promise<Accepted> {
    const outcome = await this.ledger.transact({ caseId, command, actor: SYSTEM, key, expectedSeq: null, receivedAt });
    if (outcome.kind === 'accepted') return outcome.receipt;
    if (outcome.kind === 'refused') throw new Problem(problemOfRefusal(outcome.refusal));
    throw problem(outcome.kind === 'not-found' ? 'not-found' : 'busy');
  }
}

/** @throws Problem `not-found` when the case is no entry of the notice */
async function entryIn(session: Session, noticeId: string, caseId: string): Promise<void> {
  const notice = await publicNotice(session, noticeId);
  const entries = notice ? await entriesOf(session, notice.number) : [];
  if (!entries.some((entry) => entry.caseId === caseId)) throw problem('not-found');
}

type Words = { readonly [key: string]: unknown } | null;

function textOf(words: Words, name: string): string | null {
  const text = words?.[name];
  return typeof text === 'string' ? text : null;
}

function objectorIn(words: Words): ObjectionList['items'][number]['objector'] {
  const said = { name: '', address: '', phone: '', facts: '' };
  if (!words) return null;
  for (const name of ['name', 'address', 'phone', 'facts'] as const) said[name] = textOf(words, name) ?? '';
  return said;
}
