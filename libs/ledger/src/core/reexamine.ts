import type { ProcedureBook } from '@vermilion/catalogue';
import { refuse, SYSTEM, type Actor, type Instant } from '@vermilion/domain';
import type { Connection } from '../connection.js';
import type { TransactOutcome, TransactRequest } from './request.js';
import { reviewOf } from './title-dates.js';

/** Asks for the re-examination of a title. An office gives its ground; the engine comes when the time has come. */
export interface ReexaminationRequest {
  readonly certificateNumber: string;
  readonly actor: Actor;
  readonly key: string;
  readonly opinion?: string;
  readonly receivedAt?: Instant;
}

/** Opens the re-examination of a title under the newest procedure for it. The rules say who may, and that there is one at a time. */
export async function reexamine(
  read: Connection['read'],
  transact: (request: TransactRequest) => Promise<TransactOutcome>,
  book: ProcedureBook,
  { certificateNumber, opinion, ...asked }: ReexaminationRequest,
): Promise<TransactOutcome> {
  const title = await read(SYSTEM, (session) =>
    session.first<{ programme: string }>('SELECT programme FROM title WHERE certificate_number = $1', [
      certificateNumber,
    ]),
  );
  const review = title && reviewOf(book, title.programme);
  if (!review) return { kind: 'refused', refusal: refuse('not-found') };
  const command = {
    type: 'open' as const,
    procedure: review.id,
    version: review.version,
    origin: certificateNumber,
    ...(opinion !== undefined && { opinion }),
  };
  return transact({ ...asked, caseId: null, command, expectedSeq: null });
}
