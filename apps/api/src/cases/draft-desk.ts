import { Inject, Injectable } from '@nestjs/common';
import { placeTextsOf, fill, type FormContent, type SavedDraft } from '@vermilion/contracts';
import { checkForm, type Form, type Person } from '@vermilion/domain';
import { instantOf, saveDraft, type Ledger } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { LEDGER, PROCEDURES } from '../parts.js';
import { visibleCase } from './visible-case.js';
import { Procedures } from './procedures.js';

/** Keeps what an enterprise is still writing. A save is never refused for what is not filled in yet: it says what is missing. */
@Injectable()
export class DraftDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  /** Saves the form on top of `version`. @throws Problem `draft-version-stale` when somebody else has saved since. */
  async save(person: Person, caseId: string, version: number, form: FormContent): Promise<SavedDraft> {
    return this.ledger.write(person, async (session) => {
      const found = await visibleCase(session, caseId);
      const at = instantOf(new Date());
      const draft = await saveDraft(session, caseId, { version, form, by: person.person, at });
      if (!draft) throw problem('not-permitted');
      if (!draft.open) throw problem('document-not-open');
      if (!draft.saved) throw problem('draft-version-stale', { params: { current: draft.version } });
      return { version: draft.version, updatedAt: at, problems: this.problemsOf(found, form) };
    });
  }

  private problemsOf(
    found: { readonly procedure: string; readonly version: number },
    form: Form,
  ): SavedDraft['problems'] {
    return checkForm(this.procedures.of(found).form, form).map(({ at, code, params }) => {
      const message = fill(placeTextsOf(code).message, params);
      return { at, code, message: message.zh, en: message.en };
    });
  }
}
