import type { Calendar, DateText, Instant } from '../calendar/calendar.js';
import type { DocumentRef, Form } from '../form/definition.js';
import type { ConflictRecord } from '../panel/conflicts.js';
import type { RoundState } from '../round/round-state.js';
import type { Role } from './actor.js';
import type { Marks } from './command.js';
import type { ExpertCategory } from './procedure.js';
import type { CheckResult } from './state.js';

/** An expert of the pool as the draw needs to know them: no name. */
export interface ExpertFact {
  readonly id: string;
  readonly category: ExpertCategory;
  readonly employerGroup: string;
  readonly employerCreditCode: string | null;
  readonly available: boolean;
  /** Why the expert has left an earlier panel of this very case for good; null when that is not so. */
  readonly recused: string | null;
  readonly conflicts: readonly ConflictRecord[];
}

/** The people of the office that decides now, and who stands in for whom today. */
export interface OfficeFact {
  readonly members: readonly { readonly person: string; readonly organisation: string; readonly role: Role }[];
  /** Who is on leave today: `person` may do what `absent` may; null when nobody stands in. */
  readonly standIns: readonly {
    readonly organisation: string;
    readonly absent: string;
    readonly person: string | null;
  }[];
  /** Who also belongs to the applicant: nobody reviews his own firm. */
  readonly ofTheApplicant: readonly string[];
}

/** A title as the register has it. */
export interface TitleFact {
  readonly certificateNumber: string;
  readonly holder: string;
  readonly district: string;
  readonly of: string;
  readonly validUntil: DateText;
  readonly status: 'valid' | 'under-review' | 'revoked' | 'expired';
}

/** What the rules need from outside the stream, loaded under lock in the same transaction. Parts that a command does not need are null. */
export interface Facts {
  readonly calendar: Calendar;
  /** Fresh randomness (hex, 32 bytes) for commitments; recorded where it is used. Never used to choose anybody. */
  readonly salt: string;
  /** For `open`, `submit` and `correct`: the register's entry of the applicant. */
  readonly applicant: { readonly organisation: string; readonly creditCode: string; readonly district: string } | null;
  /** For `submit` and `correct`: the draft as saved, personal sections included. */
  readonly draft: { readonly version: number; readonly form: Form; readonly documents: readonly DocumentRef[] } | null;
  /** For `correct`: personal sections as last submitted. */
  readonly personal: Form | null;
  /** For `freeze-pool`. */
  readonly experts: readonly ExpertFact[] | null;
  /** For an expert's commands: the token of the acting expert in the frozen pool of this case, null when not in it. */
  readonly token: string | null;
  /** For `submit-marks`: what the other seats have submitted so far. */
  readonly marks: readonly { readonly seat: number; readonly salt: string; readonly marks: Marks }[] | null;
  /** For `open`, `submit`, `follow-round`, `resume`: the round of the case (for `open` and `resume`: the one asked for or open now). */
  readonly round: RoundState | null;
  readonly roundId: string | null;
  /** This case's own id, null while it is being opened. */
  readonly caseId: string | null;
  /** Where the procedure asks for credit and titles: what the registers say now. */
  readonly check: Omit<CheckResult, 'moment' | 'on'> | null;
  /** For the verbs of an office: its people. */
  readonly office: OfficeFact | null;
  /** For a re-examination: the title that it is about. */
  readonly title: TitleFact | null;
  /** For `object`: when the API had it, where that is earlier than the business time: the case may have moved on since. */
  readonly receivedAt: Instant | null;
  /** For `redate`: the dates as they were last told. */
  readonly dates: readonly { readonly id: string; readonly dueAt: Instant; readonly provisional: boolean }[] | null;
  /** For `issue`: the next free numbers of the year, drawn under lock. */
  readonly numbers: { readonly document: number; readonly certificate: number } | null;
}

/** What a command needs from outside when it needs nothing. */
export const NO_FACTS: Omit<Facts, 'calendar' | 'salt'> = {
  applicant: null,
  draft: null,
  personal: null,
  experts: null,
  token: null,
  marks: null,
  round: null,
  roundId: null,
  caseId: null,
  check: null,
  office: null,
  title: null,
  receivedAt: null,
  dates: null,
  numbers: null,
};
