import type { Calendar } from '../calendar/calendar.js';
import type { DocumentRef, Form } from '../form/definition.js';
import type { ConflictRecord } from '../panel/conflicts.js';
import type { Marks } from './command.js';
import type { ExpertCategory } from './procedure.js';

/** An expert of the pool as the draw needs to know them: no name. */
export interface ExpertFact {
  readonly id: string;
  readonly category: ExpertCategory;
  readonly employerGroup: string;
  readonly employerCreditCode: string | null;
  readonly available: boolean;
  /** Whether the expert has declared a conflict in an earlier panel of this very case. */
  readonly recused: boolean;
  readonly conflicts: readonly ConflictRecord[];
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
  /** For `issue`: the next free numbers of the year, drawn under lock. */
  readonly numbers: { readonly document: number; readonly certificate: number } | null;
}
