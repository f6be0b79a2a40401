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
      if (!overtakingIn(error)) throw error;
      // Somebody else of the panel has acted, which this person may not see: nothing here has changed, so it is sent on top of it.
      const { seq: newest } = await queries.fetchQuery(stepsQuery(id));
      await command.mutateAsync({ type, payload, expectedSeq: newest, key: crypto.randomUUID() });
    }
  };
  return { send, pending: command.isPending, error: command.error };
}
