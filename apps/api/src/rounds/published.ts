import type { PublishedDocument } from '@vermilion/contracts';
import { organisationOf, type Procedure, type RoundState, type Text } from '@vermilion/domain';
import { organisationsNamed, type Session } from '@vermilion/ledger';
import { issuerOf } from '../papers/words.js';

/** The documents that a leader has signed: how they are called, and how many entries their lists have. */
export function publishedIn(state: RoundState | undefined): PublishedDocument[] {
  return (state?.documents ?? []).map(({ number, on, supplementary, cases }, index) => ({
    order: index + 1,
    number,
    on,
    supplementary,
    entries: cases.length,
  }));
}

/**
 * The office that calls the rounds of a procedure and publishes its lists, under its full name; of one without rounds, the office of its last
 * stage.
 */
export async function inChargeOf(session: Session, { round, stages }: Procedure): Promise<Text> {
  const office = round?.office ?? stages.at(-1)?.office;
  const id = office ? organisationOf(office, '') : '';
  const known = (await organisationsNamed(session, [id])).get(id)?.name;
  return { zh: await issuerOf(session, id), en: known?.en ?? id };
}
