import { useQueryClient } from '@tanstack/react-query';
import type { CaseView } from '@vermilion/contracts';
import { stepsQuery, useCommand } from '../api/cases.js';
import type { Payload } from '../review/payloads.js';
import { overtakingIn, useSending } from '../review/sending.js';

/** What a seat of a panel does by itself, without seeing what the other seats do. */
export function useSeatStep({ id, seq }: Pick<CaseView, 'id' | 'seq'>, type: string) {
  const queries = useQueryClient();
  const command = useCommand(id);
  const give = useSending(command, type, seq);
  const send = async (payload: Payload): Promise<void> => {
    try {
      await give(payload);
    } catch (error) {
      await onTopOf(error, async () => {
        const { seq: newest } = await queries.fetchQuery(stepsQuery(id));
        await command.mutateAsync({ type, payload, expectedSeq: newest, key: crypto.randomUUID() });
      });
    }
  };
  return { send, pending: command.isPending, error: command.error };
}

/** Seats and the clock may go on at the same moment: so often at most it is tried again. */
const TRIES = 5;

/**
 * Somebody else of the panel has acted, which this person may not see: nothing here has changed, so it is sent on top of it, and on top of whatever
 * comes in between. @throws what was no overtaking, or the last one
 */
async function onTopOf(overtaken: unknown, again: () => Promise<void>): Promise<void> {
  let refused = overtaken;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (!overtakingIn(refused)) break;
    try {
      await again();
      return;
    } catch (error) {
      refused = error;
    }
  }
  throw refused;
}
