import { sampleData, sampleForm } from '@vermilion/catalogue';
import type { Actor, CaseState, Facts, Form, OfficeFact, Person } from '@vermilion/domain';
import { CLOCK, SYSTEM } from '@vermilion/domain';
import { stirred, type Desk } from './desk-payloads.js';
import { roundProcedure as procedure } from './on-notice.js';
import { RoundLife } from './round-life.js';
import { ROUND_ID, TERMS } from './small-round.js';
import { colleague, documentsFor, person } from './walk.js';

/** The firms of the sample that apply, by the number of their case. */
const FIRMS = ['ENT01', 'ENT02', 'ENT05'] as const;
/** A document that may come later (容缺). */
const LATER = 'photos';

const industry = person('reviewer', 'district:410122/industry');
const finance = person('reviewer', 'district:410122/finance');
const officer = person('officer', 'bureau:miit');
const leader = person('leader', 'bureau:miit');
const everybody = [industry, finance, officer, leader].flatMap((head) => [head, colleague(head, 2)]);

const numberOf = (caseId: string) => Number(caseId.slice(-1));
const firmOf = (caseId: string) => FIRMS[numberOf(caseId) - 1] ?? FIRMS[0];
const approverOf = (caseId: string): Person => person('approver', `enterprise:${codeOf(firmOf(caseId))}`);

/** A case of the life with its people, for payloads. */
export interface StaffedCase extends Desk {
  readonly life: StaffedLife;
  readonly caseId: string;
}

/** A round of the real procedure, whose offices have people that come and go. Every second firm promises a document for later. */
export class StaffedLife extends RoundLife {
  constructor() {
    super(procedure);
    this.staff = { members: everybody, standIns: [] };
    const { id, version } = procedure;
    this.giveRound({ type: 'call', id: ROUND_ID, procedure: id, version, terms: { ...TERMS, quota: 2 } }, officer);
    while (this.round.phase === 'announced') this.pass();
    for (const caseId of FIRMS.map((_firm, index) => `2018-00000${index + 1}`)) {
      const promises = numberOf(caseId) % 2 === 0 ? [{ document: LATER, until: '2018-03-16' }] : [];
      const given = [
        this.give(caseId, { type: 'open', procedure: id, version }, approverOf(caseId)),
        this.give(caseId, { type: 'submit', draftVersion: 1, promises }, approverOf(caseId)),
      ];
      for (const refusal of given) if (refusal) throw new Error(JSON.stringify(refusal));
    }
  }

  found(caseId: string): StaffedCase {
    return { life: this, caseId, state: this.stateOf(caseId), staff: this.staffOf(caseId) };
  }

  /** Everybody who could act on the case, strangers included. */
  actorsOf(caseId: string): Actor[] {
    const approver = approverOf(caseId);
    const seats = this.stateOf(caseId).panel?.seats ?? [];
    return [
      approver,
      { ...approver, person: 'filler', role: 'filler' },
      ...this.officials(),
      ...seats.map(({ seat }) => this.seated(caseId, seat)),
      person('operations', 'city:operations'),
      person('approver', 'enterprise:91410100TEST00009X'),
      CLOCK,
      SYSTEM,
    ];
  }

  /** Who holds a post today. */
  officials(): Person[] {
    return this.staff.members.map((member): Person => ({ ...member, kind: 'person' }));
  }

  /** Another day in the offices, with somebody who may turn out to belong to the firm of the case. */
  stir(choice: number, caseId: string): void {
    const { ofTheApplicant, ...staff } = stirred(this.staffOf(caseId), choice, { leader: leader.person, everybody });
    const firm = approverOf(caseId).organisation;
    this.staff = staff;
    this.relations = ofTheApplicant.map((official) => ({ person: official, firm }));
  }

  /** Everybody is back, nobody belongs to a firm, and the registers hold nothing against anybody. */
  calm(): void {
    this.staff = { members: everybody, standIns: [] };
    this.relations = [];
    this.checks.clear();
  }

  /** Answers whatever was returned or promised: the draft is what the firm would put in now. */
  protected override draftOf(caseId: string): NonNullable<Facts['draft']> {
    const state = this.cases.get(caseId)?.state;
    return { version: 1, form: formOf(caseId), documents: documentsIn(caseId, state) };
  }

  protected override personalOf(caseId: string): Form {
    const open = new Set(procedure.form.sections.filter(({ personal }) => !personal).map(({ id }) => id));
    return Object.fromEntries(Object.entries(formOf(caseId)).filter(([section]) => !open.has(section)));
  }

  private staffOf(caseId: string): OfficeFact {
    const { organisation } = approverOf(caseId);
    const own = this.relations.filter(({ firm }) => firm === organisation);
    return { ...this.staff, ofTheApplicant: own.map((relation) => relation.person) };
  }
}

function codeOf(firm: string): string {
  return sampleData().enterprises.find(({ id }) => id === firm)?.usci ?? '';
}

function formOf(caseId: string): Form {
  return sampleForm(firmOf(caseId));
}

function documentsIn(caseId: string, state: CaseState | undefined) {
  const all = (edition: string) => documentsFor(procedure, edition);
  if (!state || state.phase === 'none' || state.phase === 'draft')
    return all('first').filter(({ type }) => type !== LATER || numberOf(caseId) % 2 === 1);
  if (state.correction) return all(`answer ${state.seq}`);
  const promised = state.deferred.map(({ document }) => document);
  return [...state.documents, ...all('later').filter(({ type }) => promised.includes(type))];
}
