import { Inject, Injectable } from '@nestjs/common';
import type { ChangesView } from '@vermilion/contracts';
import {
  contentChanges,
  ERASED,
  isErased,
  type Content,
  type ContentChange,
  type DocumentRef,
  type EventData,
  type Person,
} from '@vermilion/domain';
import { documentsOf, eventsOf, type EventEntry, type Ledger, type Session } from '@vermilion/ledger';
import { CaseDesk } from '../cases/case-desk.js';
import { LEDGER } from '../parts.js';

type Names = ReadonlyMap<string, string>;
type Asked = ChangesView['items'][number]['asked'];

/** What changed between the submissions of an application, for whoever may see the case. */
@Injectable()
export class ChangesDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(CaseDesk) private readonly desk: CaseDesk,
  ) {}

  /** One entry for each correction and each supply of a promised document, in order. @throws Problem `not-found` */
  async changes(person: Person, id: string): Promise<ChangesView> {
    return this.desk.within(person, id, async (session) => {
      const events = await eventsOf(session, id);
      const names = new Map((await documentsOf(session, id)).map((document) => [document.id, document.name]));
      const items: ChangesView['items'] = [];
      let before: Content | null = null;
      let asked: Asked = [];
      for (const event of events) {
        if (event.type === 'application.returned') asked = await this.askedBy(session, event);
        const after: Content | null = contentOf(event, before);
        if (!after) continue;
        if (before) items.push(entryOf(event, before, after, asked, names));
        before = after;
      }
      return { items: items.filter(({ changes }) => changes.length > 0) };
    });
  }

  private async askedBy(session: Session, event: EventEntry): Promise<Asked> {
    const secret = await this.ledger.secrets.read(session, event.id);
    const texts = (secret?.['defects'] ?? []) as readonly { id: string; what: string; why?: string; how: string }[];
    const { defects } = event.data as EventData['application.returned'];
    return defects.map(({ id, target }) => {
      const text = texts.find((one) => one.id === id);
      return {
        id,
        target,
        what: text?.what ?? (isErased(secret) ? ERASED : null),
        why: text?.why ?? null,
        how: text?.how ?? null,
      };
    });
  }
}

/** What the application consists of after the event; null for an event that leaves it as it is. */
function contentOf({ type, data }: EventEntry, before: Content | null): Content | null {
  if (type === 'application.submitted' || type === 'application.corrected') {
    const { form, documents } = data as EventData['application.submitted'];
    return { form, documents };
  }
  if (type !== 'document.supplied' || !before) return null;
  return { form: before.form, documents: (data as EventData['document.supplied']).documents };
}

function entryOf(event: EventEntry, before: Content, after: Content, asked: Asked, names: Names) {
  const corrected = event.type === 'application.corrected';
  const targets = corrected ? (event.data as EventData['application.corrected']).changed : [];
  // A section without a field in its name is one that stays outside the events.
  const personal = targets.filter((target) => !/[.[:]/.test(target));
  const changes = contentChanges(before, after, personal, corrected ? asked : []);
  return {
    seq: event.seq,
    at: event.at,
    by: corrected ? ('correction' as const) : ('supply' as const),
    asked: corrected ? asked : [],
    changes: changes.map((change) => shown(change, names)),
  };
}

function shown(change: ContentChange, names: Names) {
  if (change.kind !== 'document') return change;
  const file = (one: unknown) => {
    if (one === null) return null;
    const { id, sha256, bytes, media } = one as DocumentRef;
    return { id, sha256, bytes, media, name: names.get(id) ?? null };
  };
  return { ...change, before: file(change.before), after: file(change.after) };
}
