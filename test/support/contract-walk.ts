import type { Actor, Calendar, CheckResult, Facts, Limit, Person, Procedure } from '@vermilion/domain';
import { deadlines } from '@vermilion/domain';
import { documentsFor, person, smartWorkshop, Walk } from './walk.js';

const secondRounds = (limit: Limit) => ({
  rounds: 2,
  limit,
  permittedBy: { body: 'bureau' as const, bureau: 'miit', role: 'leader' as const },
});

/**
 * The smart workshop without rounds, with what version 2 gives the district review: a second return within the first, a leader's permit,
 * promises for secondary documents, and an extension of five working days.
 */
const contractWorkshop: Procedure = {
  ...smartWorkshop,
  deferral: { mostWorkingDays: 10 },
  credit: {
    severe: 'veto',
    general: 'blocks',
    waivedBy: { body: 'bureau', bureau: 'miit', role: 'leader' },
    suspension: { ...anyLimit(), amount: 365, unit: 'natural-day', onLapse: 'closed' },
  },
  stages: smartWorkshop.stages.map((stage) =>
    stage.id === 'district-review' && stage.kind === 'review'
      ? {
          ...stage,
          correction: secondRounds(stage.correction?.limit ?? anyLimit()),
          extension: { most: 5, approver: { body: 'bureau', bureau: 'miit', role: 'leader' } },
        }
      : stage,
  ),
};

function anyLimit(): Limit {
  return {
    amount: 10,
    unit: 'working-day',
    startDayCounts: false,
    remindBefore: 2,
    onLapse: 'closed',
    basis: '市级设定',
  };
}

/** What the credit register says of somebody of this grade. */
export function creditOf(grade: CheckResult['credit']['grade']): NonNullable<Facts['check']> {
  const record = grade === 'none' ? null : `R-${grade}`;
  return { credit: { grade, record, source: '信用中国（河南郑州）', until: null }, title: null, barredUntil: null };
}

/** A walk whose facts may be given from outside. */
export class ContractWalk extends Walk {
  extra: Partial<Facts> = { check: creditOf('none') };

  constructor(enterprise = 'ENT02', procedure: Procedure = contractWorkshop) {
    super(enterprise, procedure);
  }

  override facts(actor: Actor): Facts {
    return { ...super.facts(actor), ...this.extra };
  }

  /** A date that the calendar of the facts gives, told as it stands. */
  tell(calendar: Calendar): void {
    const dates = deadlines(this.procedure, this.state, calendar);
    this.extra = { ...this.extra, dates: dates.map(({ id, dueAt, provisional }) => ({ id, dueAt, provisional })) };
  }

  get chief(): Person {
    return person('leader', 'bureau:miit');
  }

  /** Leaves a document out of the draft. */
  without(type: string): this {
    this.draft = { ...this.draft, documents: this.draft.documents.filter((document) => document.type !== type) };
    return this;
  }

  /** Puts another edition of a document into the draft. */
  renewed(type: string, edition: string): this {
    const fresh = documentsFor(this.procedure, edition).filter((document) => document.type === type);
    const rest = this.draft.documents.filter((document) => document.type !== type);
    this.draft = { ...this.draft, version: this.draft.version + 1, documents: [...rest, ...fresh] };
    return this;
  }
}
