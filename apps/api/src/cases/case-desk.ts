import { Inject, Injectable } from '@nestjs/common';
import {
  payloadSchemaOf,
  STEP_TITLES,
  type CaseView,
  type EventView,
  type FormContent,
  type StepList,
} from '@vermilion/contracts';
import { ERASED, isErased, stepsOpenTo, type Person } from '@vermilion/domain';
import {
  businessNow,
  documentsOf,
  draftOf,
  eventsOf,
  stepFacts,
  type CaseRecord,
  type EventEntry,
  type Ledger,
  type Session,
} from '@vermilion/ledger';
import { LEDGER, PROCEDURES } from '../parts.js';
import { ContactDesk } from './contact-desk.js';
import { panelOf, standingOf, summaryOf, withoutFile } from './case-view.js';
import { deskView, withoutColleagues } from './desk-sight.js';
import { judgementOf } from './judgement-view.js';
import { sightOf, withoutSealed } from './panel-sight.js';
import { Procedures } from './procedures.js';
import { draftView, submissionOf } from './submission-view.js';
import { lastOf, visibleCase } from './visible-case.js';

type Content = { readonly [key: string]: unknown };

/** Puts together what one screen needs of a case, in one transaction under the reader's rights. */
@Injectable()
export class CaseDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
    @Inject(ContactDesk) private readonly contacts: ContactDesk,
  ) {}

  /** Does something with a case that the person may see. @throws Problem `not-found` when there is none. */
  async within<T>(person: Person, id: string, work: (session: Session, found: CaseRecord) => Promise<T>): Promise<T> {
    return this.ledger.read(person, async (session) => work(session, await visibleCase(session, id)));
  }

  /** The whole case. */
  async view(person: Person, id: string): Promise<CaseView> {
    return this.within(person, id, async (session, found) => {
      const events = await eventsOf(session, id);
      const { state } = found;
      const procedure = this.procedures.of(found);
      const documents = await documentsOf(session, id);
      const sight = await sightOf(session, this.procedures, found, person);
      const view: CaseView = {
        ...summaryOf(this.procedures, found),
        visit: found.visit,
        fileOpen: true,
        form: state.form as FormContent,
        ...(await this.contacts.shown(session, found, events, person)),
        figures: state.figures,
        documents: [...documents],
        draft: draftView(procedure, found.id, await draftOf(session, id), { documents, person }),
        submission: submissionOf(procedure, found, events),
        correction: state.correction && { defects: await this.defectsOf(session, found, events) },
        panel: panelOf(state, sight),
        desk: deskView(state, person),
        award: state.award,
        judgement: await judgementOf(session, procedure, found, sight),
        ...standingOf(state, sight),
      };
      return sight.readsFile ? view : withoutFile(view);
    });
  }

  /** What the person may do now, with the shape of what must be stated. */
  async steps(person: Person, id: string): Promise<StepList> {
    return this.within(person, id, async (session, found) => {
      const procedure = this.procedures.of(found);
      const now = await businessNow(session);
      const read = { caseId: id, state: found.state, procedure, calendar: await this.ledger.calendar(session), now };
      const steps = stepsOpenTo(procedure, found.state, await stepFacts(session, read, person), person, now);
      const items = steps.flatMap(({ type, stage }) => {
        const payload = payloadSchemaOf(type);
        return payload
          ? [{ type, title: STEP_TITLES[type], stage: this.procedures.stage(procedure, stage), payload }]
          : [];
      });
      return { seq: found.seq, items };
    });
  }

  /** The facts of a case, with opinions and reasons where the reader may read them. */
  async events(person: Person, id: string, afterSeq: number): Promise<EventView[]> {
    return this.within(person, id, async (session, found) => {
      const sight = await sightOf(session, this.procedures, found, person);
      const events = withoutColleagues(withoutSealed(await eventsOf(session, id, afterSeq), sight), person);
      const views: EventView[] = [];
      for (const event of events) views.push({ ...event, texts: textsIn(event, await this.contentOf(session, event)) });
      return views;
    });
  }

  private async defectsOf(session: Session, found: CaseRecord, events: readonly EventEntry[]) {
    const content = await this.contentOf(session, lastOf(events, ['application.returned']));
    const texts = (content?.['defects'] ?? []) as readonly { id: string; what: string; why?: string; how: string }[];
    return (found.state.correction?.defects ?? []).map(({ id, target }) => {
      const text = texts.find((defect) => defect.id === id);
      return {
        id,
        target,
        what: text?.what ?? (isErased(content) ? ERASED : null),
        why: text?.why ?? null,
        how: text?.how ?? null,
      };
    });
  }

  private async contentOf(session: Session, event: EventEntry | null): Promise<Content | null> {
    return event && this.ledger.secrets.read(session, event.id);
  }
}

const SHOWN: readonly string[] = ['opinion', 'defects', 'minute'];
/** Events whose secret is a person, and no words about the case. */
const WITHOUT_TEXTS: readonly string[] = ['application.submitted', 'application.corrected', 'objection.lodged'];

/** Of an event's secret, what is meant to be read: opinions, faults, a chair's minute. */
function textsIn({ type }: EventEntry, content: Content | null): EventView['texts'] {
  if (isErased(content) && WITHOUT_TEXTS.includes(type)) return null;
  const shown = Object.entries(content ?? {}).filter(([key]) => SHOWN.includes(key));
  return shown.length > 0 ? Object.fromEntries(shown) : null;
}
