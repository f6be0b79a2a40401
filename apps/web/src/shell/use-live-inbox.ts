import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';

/** Hears at once what concerns the acting organisation: messages, and with them tasks and cases, are asked for anew. */
export function useLiveInbox(listening: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!listening) return undefined;
    const stream = new EventSource('/api/v1/stream');
    const renew = () => {
      for (const key of ['notifications', 'tasks', 'cases', 'case'])
        void queries.invalidateQueries({ queryKey: [key] });
    };
    stream.addEventListener('message', renew);
    stream.addEventListener('notification', renew);
    return () => stream.close();
  }, [listening, queries]);
}
