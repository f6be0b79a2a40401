import { demoExperts, loadProcedures, sampleData, sampleForm, seedCalendar } from '@vermilion/catalogue';
import type {
  Actor,
  CaseState,
  Command,
  CommandType,
  DecidedEvent,
  ExpertFact,
  Facts,
  Form,
  Marks,
  OfficeFact,
  Person,
  Procedure,
  Refusal,
  Step,
} from '@vermilion/domain';
import {
  compareInstants,
  deadlines,
  decide,
  evolve,
  hashText,
  NO_CASE,
  NO_FACTS,
  recusalOf,
  stepsOpenTo,
} from '@vermilion/domain';
import { accepting } from './accepting.js';

/** The procedure under test: the real data. */
export const smartWorkshop: Procedure = (() => {
  const procedure = loadProcedures().get('smart-workshop@1');
  if (!procedure) throw new Error('smart-workshop@1 is not in the catalogue');
  return procedure;
})();

const EXPERTS = demoExperts();

/** One case walked by the pure rules alone: the facts are kept here, the clock is set by hand. */
export class Walk {
  state: CaseState = NO_CASE;
  readonly events: DecidedEvent[] = [];
  now = '2018-03-01T09:00:00+08:00';
  draft: {
    version: number;
    form: Form;
    documents: { id: string; type: string; sha256: string; bytes: number; media: string }[];
  };
  readonly experts: readonly Omit<ExpertFact, 'recused'>[] = EXPERTS;
  /** Who works in the offices today, who is on leave, and who belongs to the applicant as well. */
  staff: OfficeFact;
  private identities: Record<string, string> = {};
  private readonly recused = new Map<string, string>();
  private sealed: { seat: number; salt: string; marks: Marks }[] = [];
  private personal: Form = {};
  private drawn = 0;

  constructor(
    readonly enterprise: string,
    readonly procedure: Procedure = smartWorkshop,
  ) {
    this.draft = { version: 1, form: sampleForm(enterprise), documents: documentsFor(procedure, 'first') };
    const posts = [this.industry, this.finance, this.officer, this.leader];
    const members = posts.flatMap((head) => [head, colleague(head, 2), colleague(head, 3)]);
    this.staff = { members, standIns: [], ofTheApplicant: [] };
  }

  private get record(): { usci: string; district: { internalCode: string } } {
    const found = sampleData().enterprises.find((candidate) => candidate.id === this.enterprise);
    if (!found) throw new Error(`${this.enterprise} is not in the sample`);
    return found;
  }

  get approver(): Person {
    return person('approver', `enterprise:${this.record.usci}`);
  }
  get industry(): Person {
    return person('reviewer', `district:${this.record.district.internalCode}/industry`);
  }
  get finance(): Person {
    return person('reviewer', `district:${this.record.district.internalCode}/finance`);
  }
  get officer(): Person {
    return person('officer', 'bureau:miit');
  }
  get leader(): Person {
    return person('leader', 'bureau:miit');
  }

  /** The expert on a seat, acting. */
  seated(seat: number): Person {
    const token = this.state.panel?.seats.find((candidate) => candidate.seat === seat)?.token ?? '';
    return person('expert', `expert:${this.identities[token] ?? 'nobody'}`);
  }

  /** Gives a command; the events are folded in, a refusal changes nothing and is returned. */
  give(command: Command, actor: Actor): Refusal | null {
    const facts = this.facts(actor);
    const decision = decide(this.procedure, this.state, command, facts, actor, this.now);
    if (!decision.ok) return decision.refusal;
    for (const event of decision.events) {
      this.state = evolve(this.state, event);
      this.events.push(event);
      this.remember(event);
    }
    return null;
  }

  /** Whether a command would be accepted now; nothing changes. */
  would(command: Command, actor: Actor): boolean {
    return decide(this.procedure, this.state, command, this.facts(actor), actor, this.now).ok;
  }

  /** Gives a command that must be accepted. */
  must(command: Command, actor: Actor): this {
    const refusal = this.give(command, actor);
    if (refusal) throw new Error(`${command.type} refused: ${JSON.stringify(refusal)}`);
    return this;
  }

  steps(actor: Actor): CommandType[] {
    return stepsOpenTo(this.procedure, this.state, this.facts(actor), actor, this.now).map((step: Step) => step.type);
  }

  due(): ReturnType<typeof deadlines> {
    return [...deadlines(this.procedure, this.state, seedCalendar())].sort((a, b) => compareInstants(a.dueAt, b.dueAt));
  }

  /** Moves the business clock, firing what is due on the way in order. */
  moveTo(instant: string): this {
    for (let next = this.due()[0]; next && compareInstants(next.dueAt, instant) <= 0; next = this.due()[0]) {
      if (compareInstants(next.dueAt, this.now) > 0) this.now = next.dueAt;
      this.must({ type: 'fire', deadline: next.id }, { kind: 'clock' });
    }
    this.now = instant;
    return this;
  }

  facts(actor: Actor): Facts {
    const { usci, district } = this.record;
    this.drawn += 1;
    const expert =
      actor.kind === 'person' && actor.role === 'expert' ? actor.organisation.replace(/^expert:/, '') : null;
    return {
      ...NO_FACTS,
      calendar: seedCalendar(),
      salt: hashText(`${this.enterprise}:${this.drawn}`),
      applicant: { organisation: `enterprise:${usci}`, creditCode: usci, district: district.internalCode },
      draft: this.draft,
      personal: this.personal,
      experts: this.experts.map((expert) => ({ ...expert, recused: this.recused.get(expert.id) ?? null })),
      token: Object.entries(this.identities).find(([, id]) => id === expert)?.[0] ?? null,
      marks: this.sealed,
      office: this.staff,
      numbers: { document: 1, certificate: 1 },
    };
  }

  private remember(event: DecidedEvent): void {
    const content = event.secret?.content ?? {};
    if (event.type === 'panel.pool-frozen') this.identities = content['identities'] as Record<string, string>;
    for (const token of this.state.recused) {
      const id = this.identities[token];
      if (id) this.recused.set(id, recusalOf(this.state, token));
    }
    if (event.type === 'application.submitted' || event.type === 'application.corrected')
      this.personal = content['personal'] as Form;
    if (event.type === 'panel.mark-submitted') {
      const { seat, salt, items, comments } = content as unknown as { seat: number; salt: string } & Marks;
      this.sealed = [...this.sealed.filter((other) => other.seat !== seat), { seat, salt, marks: { items, comments } }];
    }
  }

  // The stations of a case, each reached by the shortest lawful way.

  submitted(): this {
    this.must({ type: 'open', procedure: this.procedure.id, version: this.procedure.version }, this.approver);
    return this.must({ type: 'submit', draftVersion: this.draft.version }, this.approver);
  }
  accepted(): this {
    return this.submitted().must({ type: 'accept' }, this.industry);
  }
  passed(): this {
    return this.accepted()
      .must({ type: 'pass', opinion: '材料属实' }, this.industry)
      .must({ type: 'countersign', opinion: '同意' }, this.finance);
  }
  drawnPanel(seed = 'a'.repeat(64)): this {
    return this.passed()
      .must({ type: 'freeze-pool' }, { kind: 'system' })
      .must({ type: 'draw', seed }, { kind: 'system' });
  }
  convened(seed?: string): this {
    this.drawnPanel(seed);
    for (const seat of [1, 2, 3, 4, 5]) this.must(accepting, this.seated(seat));
    return this;
  }
  marked(marksBySeat: readonly Marks[]): this {
    marksBySeat.forEach((marks, index) => this.must({ type: 'submit-marks', marks }, this.seated(index + 1)));
    return this;
  }
}

/** A person of an organisation; the id is made from both. */
export function person(role: Person['role'], organisation: string): Person {
  return { kind: 'person', person: `${role}@${organisation}`, organisation, role };
}

/** Another person on the same post: the second, the third … */
export function colleague(of: Person, number: number): Person {
  return { ...of, person: `${of.person}-${number}` };
}

/** Every required document, with bytes that depend on the edition. */
export function documentsFor(procedure: Procedure, edition: string): Walk['draft']['documents'] {
  return procedure.documents
    .filter((document) => document.required)
    .map(({ id, media }) => ({
      id: `${id}-${edition}`,
      type: id,
      sha256: hashText(`${id} ${edition}`),
      bytes: 1024,
      media: media[0] ?? 'application/pdf',
    }));
}

/** The marks of the sample for an enterprise, by seat. */
export function sampleMarks(enterprise: string): Marks[] {
  const panel = sampleData().roundPanels.find((candidate) => candidate.enterpriseId === enterprise);
  if (!panel) throw new Error(`the sample has no panel for ${enterprise}`);
  return panel.seats.map((seat) => structuredClone({ items: seat.items, comments: seat.comments ?? {} }));
}
