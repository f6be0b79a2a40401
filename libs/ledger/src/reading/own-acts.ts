import type { Instant, Person } from '@vermilion/domain';
import { keyOwnerOf } from '../core/command-log.js';
import { instantOf } from '../core/instant.js';
import type { SecretBox } from '../core/private-payload.js';
import type { Session } from '../session.js';
import type { CommandRow } from '../tables/events.js';

/** What somebody has done: one command, the facts that came of it, and the words that went with them. */
export interface OwnAct {
  /** Machine time. */
  readonly at: Instant;
  readonly events: readonly { readonly id: string; readonly type: string; readonly words: unknown }[];
}

interface Reply {
  readonly events?: readonly { readonly id: string; readonly type: string }[];
}

/**
 * What a person has done in one membership, oldest first, as far back as the commands of people are kept (90 days: `retention_rule`); what is older
 * stands in the histories of the cases. Words are null where there are none, and where the person may
 * not read them (any more); what was erased says so: the rows decide, as everywhere.
 */
export async function actsOf(session: Session, secrets: SecretBox, person: Person): Promise<readonly OwnAct[]> {
  const rows = await session.rows<Pick<CommandRow, 'at'> & { reply: Reply | null }>(
    'SELECT at, reply FROM command WHERE actor = $1 ORDER BY at, key',
    [keyOwnerOf(person)],
  );
  const acts: OwnAct[] = [];
  for (const { at, reply } of rows) {
    const events: OwnAct['events'][number][] = [];
    for (const { id, type } of reply?.events ?? []) events.push({ id, type, words: await secrets.read(session, id) });
    acts.push({ at: instantOf(at), events });
  }
  return acts;
}
