import { loadProcedures, seedCalendar } from '@vermilion/catalogue';
import {
  CLOCK,
  compareInstants,
  deadlines,
  deriveDue,
  decide,
  evolve,
  NO_FACTS,
  NO_ROUND,
  replay,
  stepsOpenTo,
  SYSTEM,
  type Actor,
  type CaseState,
  type Command,
  type DecidedEvent,
  type Facts,
  type Instant,
  type Limit,
  type ObjectionPaper,
  type Outcome,
  type Person,
  type Procedure,
  type Recorded,
  type Refusal,
  type RegisterResult,
  type RoundState,
} from '@vermilion/domain';

/** The procedure with round and notice: the real data. */
export const roundProcedure: Procedure = (() => {
  const procedure = loadProcedures().get('smart-workshop@2');
  if (!procedure) throw new Error('smart-workshop@2 is not in the catalogue');
  return procedure;
})();

const FIRM = 'enterprise:91410122FAKE900391';
const DISTRICT = '410122';
const ROUND = 'smart-workshop-2018';
export const CASE = '2018-000003';

const person = (organisation: string, role: Person['role']): Person => ({
  kind: 'person',
  person: `${role} of ${organisation}`,
  organisation,
  role,
});

export const people = {
  approver: person(FIRM, 'approver'),
  verifier: person(`district:${DISTRICT}/industry`, 'reviewer'),
  otherDistrict: person('district:410102/industry', 'reviewer'),
  officer: person('bureau:miit', 'officer'),
  leader: person('bureau:miit', 'leader'),
};

/** The words of somebody who objects: complete unless changed. */
export function paperOf(receipt: string, changes: Partial<ObjectionPaper> = {}): ObjectionPaper {
  return {
    kind: 'individual',
    name: '钱守正',
    address: '郑州市测试路9号院3号楼',
    phone: '0371-60009999',
    signed: true,
    facts: '公示车间的设备于上月方才安装，并未投产。',
    receipt,
    ...changes,
  };
}

/** A case on the public notice of its round, walked by the pure rules; the clock is set by hand. */
export class OnNotice {
  state: CaseState;
  readonly events: DecidedEvent[] = [];
  round: RoundState;
  now: Instant;
  /** When the API had what is brought in, where a test lets it wait on its way. */
  receivedAt: Instant | null = null;
  /** What the registers say now, where a test asks them. */
  check: RegisterResult | null = null;

  /** @param published the day of the notice; @param notice how its days are counted, as the procedure says unless another is given. */
  constructor(
    published = '2018-06-11',
    notice: Limit = roundProcedure.round?.notice ?? fail(),
    readonly procedure: Procedure = roundProcedure,
  ) {
    this.now = `${published}T09:00:00+08:00`;
    const due = deriveDue(seedCalendar(), notice, published, []) ?? fail();
    const shown = { number: '郑工信公示〔2018〕1号', from: published, until: due.lastDay, closesAt: due.dueAt };
    this.round = { ...NO_ROUND, id: ROUND, phase: 'published', list: [CASE], candidates: [CASE], notice: shown };
    this.state = replay([...upTo('notice'), { type: 'notice.published', data: { stage: 'notice', ...shown } }]);
  }

  /** A case in another stage of its round, after these further events, on a day of March. */
  static at(stage: string, phase: RoundState['phase'], further: readonly Recorded[] = []): OnNotice {
    const walk = new OnNotice();
    walk.round = { ...walk.round, phase, notice: null, candidates: [], list: [] };
    walk.state = replay([...upTo(stage), ...further]);
    walk.now = '2018-03-01T10:00:00+08:00';
    return walk;
  }

  /** A case that has ended in a stage, against which an appeal is possible from 2018-03-01 on. */
  static ended(stage: string, against: Outcome, phase: RoundState['phase']): OnNotice {
    return OnNotice.at(stage, phase, [
      { type: 'application.closed', data: { outcome: against } },
      { type: 'appeal.opened', data: { stage, against, on: '2018-03-01' } },
    ]);
  }

  /** Gives a command; the events are folded in, a refusal changes nothing and is returned. */
  give(command: Command, actor: Actor): Refusal | null {
    const decision = decide(this.procedure, this.state, command, this.facts(), actor, this.now);
    if (!decision.ok) return decision.refusal;
    for (const event of decision.events) {
      this.state = evolve(this.state, event);
      this.events.push(event);
    }
    return null;
  }

  /** Gives a command that must be accepted. */
  must(command: Command, actor: Actor): this {
    const refusal = this.give(command, actor);
    if (refusal) throw new Error(`${command.type} refused: ${JSON.stringify(refusal)}`);
    return this;
  }

  /** Somebody objects now. @returns the number of the objection. */
  objected(receipt: string, changes: Partial<ObjectionPaper> = {}): string {
    this.must({ type: 'object', paper: paperOf(receipt, changes) }, SYSTEM);
    return this.state.objections.at(-1)?.id ?? fail();
  }

  verified(objection: string, upheld: boolean): this {
    return this.must({ type: 'verify-objection', objection, upheld, opinion: '已现场核查，详见答复' }, people.verifier);
  }

  /** The round clears at the end of the notice, and the case does what its round asks. */
  followed(): this {
    if (this.round.notice && compareInstants(this.round.notice.closesAt, this.now) <= 0)
      this.round = { ...this.round, phase: this.round.phase === 'published' ? 'cleared' : this.round.phase };
    this.give({ type: 'follow-round' }, SYSTEM);
    return this;
  }

  /** Lets time pass: everything that is due on the way is fired, in order. */
  moveTo(instant: Instant): this {
    for (;;) {
      const [next] = this.due();
      if (!next || compareInstants(next.dueAt, instant) > 0) break;
      this.now = next.dueAt;
      this.must({ type: 'fire', deadline: next.id }, CLOCK);
    }
    this.now = instant;
    return this;
  }

  due() {
    return [...deadlines(this.procedure, this.state, seedCalendar())].sort((a, b) => compareInstants(a.dueAt, b.dueAt));
  }

  steps(actor: Actor) {
    return stepsOpenTo(this.procedure, this.state, this.facts(), actor, this.now).map(({ type }) => type);
  }

  trail(): string[] {
    return this.events.map(({ type }) => type);
  }

  private facts(): Facts {
    return {
      ...NO_FACTS,
      calendar: seedCalendar(),
      salt: '',
      round: this.round,
      roundId: ROUND,
      caseId: CASE,
      check: this.check,
      receivedAt: this.receivedAt,
    };
  }
}

/** What had happened before the case came to a stage, as far as the rules of a test look at it. */
function upTo(stage: string): Recorded[] {
  const on = '2018-03-01';
  return [
    {
      type: 'application.opened',
      data: { procedure: 'smart-workshop', version: 2, applicant: FIRM, district: DISTRICT, origin: null, on },
    } as Recorded,
    {
      type: 'application.submitted',
      data: { draftVersion: 1, form: {}, documents: [], contentHash: '', figures: {}, round: ROUND, on },
    },
    { type: 'stage.entered', data: { stage, visit: 1, on } },
  ];
}

function fail(): never {
  throw new Error('the test is wrong');
}
