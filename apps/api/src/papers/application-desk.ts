import { Inject, Injectable } from '@nestjs/common';
import type { CaseView, DocumentView } from '@vermilion/contracts';
import { SYSTEM, type Form, type Person, type Procedure } from '@vermilion/domain';
import { readClock, type Ledger } from '@vermilion/ledger';
import { applicationFile } from '@vermilion/papers';
import { problem } from '@vermilion/runtime';
import { CaseDesk } from '../cases/case-desk.js';
import { Procedures } from '../cases/procedures.js';
import { LEDGER, PROCEDURES } from '../parts.js';
import { applicationFileOf, type Printed } from './application-words.js';

/** Prints applications: what would be submitted now, and what was submitted. Who reads the case on the screen, reads it here. */
@Injectable()
export class ApplicationDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
    @Inject(CaseDesk) private readonly cases: CaseDesk,
  ) {}

  /** The draft as it would be submitted. @throws Problem `not-found`; `no-such-paper` when there is nothing to submit */
  async draft(person: Person, caseId: string): Promise<Buffer> {
    return this.print(person, caseId, ({ draft, documents }) => {
      if (!draft) return null;
      const attached = documents.filter(({ state }) => state === 'attached');
      const { version, hash, updatedAt } = draft;
      return { form: draft.form, documents: attached, version, hash, at: updatedAt, submitted: false };
    });
  }

  /** The application as it was submitted last. @throws Problem `not-found`; `no-such-paper` before, and for whom the file is not open */
  async submitted(person: Person, caseId: string): Promise<Buffer> {
    return this.print(person, caseId, ({ submission, form, contact, documents }) => {
      if (!submission) return null;
      const { draftVersion: version, hash, receivedAt: at } = submission;
      const whole = { ...form, ...contact } as Form;
      return { form: whole, documents: those(documents, submission.documents), version, hash, at, submitted: true };
    });
  }

  private async print(person: Person, caseId: string, pick: (view: CaseView) => Printed | null): Promise<Buffer> {
    const view = await this.cases.view(person, caseId);
    const printed = pick(view);
    if (!printed) throw problem('no-such-paper');
    const procedure: Procedure = this.procedures.of({ procedure: view.procedure.id, version: view.procedure.version });
    const { mode } = await this.ledger.read(SYSTEM, readClock);
    return applicationFile(applicationFileOf(procedure, view, printed, mode === 'manual'));
  }
}

function those(documents: readonly DocumentView[], ids: readonly string[]): DocumentView[] {
  return documents.filter(({ id }) => ids.includes(id));
}
