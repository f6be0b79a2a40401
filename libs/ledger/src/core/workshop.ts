import type { ProcedureBook } from '@vermilion/catalogue';
import type { CalendarReader } from './calendar.js';
import type { HoldProcedure } from './hold-procedures.js';
import type { SecretBox } from './private-payload.js';

/** What every transaction of a ledger works with. */
export interface Workshop {
  readonly procedures: ProcedureBook;
  readonly hold: HoldProcedure;
  readonly calendar: CalendarReader;
  readonly secrets: SecretBox;
}
