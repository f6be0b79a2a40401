import { useQuery } from '@tanstack/react-query';
import type { RoundBoard } from '@vermilion/contracts';
import { ask } from '../api/client.js';

const LOOK_EVERY_MS = 10_000;

/** The round at a glance, asked for again and again: whoever looks at it from afar cannot press a key. */
export function useBoard(id: string, wanted = true) {
  return useQuery({
    queryKey: ['rounds', id, 'board'],
    queryFn: () => ask<RoundBoard>('GET', `rounds/${id}/board`),
    refetchInterval: LOOK_EVERY_MS,
    refetchIntervalInBackground: true,
    enabled: wanted,
  });
}
