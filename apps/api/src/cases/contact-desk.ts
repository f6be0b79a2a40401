import { Inject, Injectable } from '@nestjs/common';
import type { ContactView, FormContent } from '@vermilion/contracts';
import {
  erasedSections,
  holderOf,
  isErased,
  maskSections,
  tasksOf,
  type Person,
  type Procedure,
} from '@vermilion/domain';
import {
  eventsOf,
  recordContactLook,
  type CaseRecord,
  type EventEntry,
  type Ledger,
  type Session,
} from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { LEDGER, PROCEDURES } from '../parts.js';
import { lastOf, visibleCase } from './visible-case.js';
import { Procedures } from './procedures.js';

/** What somebody is shown of the personal sections of an application. */
interface Shown {
  /** Null for whoever may not read them. */
  readonly contact: FormContent | null;
  /** Whether more of it would be shown to whoever asks. */
  readonly contactMasked: boolean;
}

/**
 * The people of an application: in full for the firm itself and for the office that has the case on its desk, masked for every other office with access
 * to it. Which may have them in full, too, but then it is written down who has looked.
 */
@Injectable()
export class ContactDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  /** As it is shown to whoever reads the case. */
  async shown(session: Session, found: CaseRecord, events: readonly EventEntry[], person: Person): Promise<Shown> {
    const procedure = this.procedures.of(found);
    const words = await this.personalIn(session, events);
    if (words === 'erased') return { contact: erasedSections(procedure.form) as FormContent, contactMasked: false };
    if (!words || needsIt(procedure, found, person)) return { contact: words, contactMasked: false };
    return { contact: maskSections(procedure.form, words) as FormContent, contactMasked: true };
  }

  /** In full; who looks is written down, but for the firm itself. @throws Problem `not-found` for whom there is no such case, or nothing to be shown */
  async inFull(person: Person, id: string): Promise<ContactView> {
    return this.ledger.write(person, async (session) => {
      const found = await visibleCase(session, id);
      const words = await this.personalIn(session, await eventsOf(session, id));
      if (!words) throw problem('not-found');
      if (words === 'erased') return { contact: erasedSections(this.procedures.of(found).form) as FormContent };
      if (person.organisation !== found.state.applicant) await recordContactLook(session, person, id);
      return { contact: words };
    });
  }

  /** The personal sections as last submitted; null for whoever may not read them. */
  private async personalIn(session: Session, events: readonly EventEntry[]): Promise<FormContent | 'erased' | null> {
    const last = lastOf(events, ['application.submitted', 'application.corrected']);
    const content = last && (await this.ledger.secrets.read(session, last.id));
    if (isErased(content)) return 'erased';
    return (content?.['personal'] as FormContent | undefined) ?? null;
  }
}

/** Whether it is their task to reach these people: they are their own, or the case lies on a desk of theirs. */
function needsIt(procedure: Procedure, { state }: CaseRecord, { organisation }: Person): boolean {
  const desks = [holderOf(procedure, state), ...tasksOf(procedure, state)];
  return organisation === state.applicant || desks.some((desk) => desk?.organisation === organisation);
}
