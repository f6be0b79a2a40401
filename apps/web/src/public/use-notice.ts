import { useQuery } from '@tanstack/react-query';
import type { NoticeView } from '@vermilion/contracts';
import { ask } from '../api/client.js';

/** A notice by number or round: the page of the notice and that of an objection to it. */
export function useNotice(id: string) {
  return useQuery({
    queryKey: ['notices', id],
    queryFn: () => ask<NoticeView>('GET', `notices/${encodeURIComponent(id)}`),
  });
}
