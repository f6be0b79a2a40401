import { useQuery } from '@tanstack/react-query';
import type { CallList } from '@vermilion/contracts';
import { ask } from '../api/client.js';

/** What one can apply for, who is in charge, and what was decided: the home page and the foot of every page. */
export function useCalls() {
  return useQuery({
    queryKey: ['calls'],
    queryFn: async () => (await ask<CallList>('GET', 'calls')).items,
    staleTime: 60_000,
  });
}
