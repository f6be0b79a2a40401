import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { noteHappening } from '../api/happening.js';

/** Hears at once what concerns the acting organisation: messages, and with them tasks and cases, are asked for anew. */
export function useLiveInbox(listening: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!listening) return undefined;
    const stream = new EventSource('/api/v1/stream');
    const renew = () => {
      noteHappening(queries);
      for (const key of ['notifications', 'tasks', 'cases', 'case'])
        void queries.invalidateQueries({ queryKey: [key] });
    };
    // What happened between the first look of the page and the first word of the stream is told to nobody.
    for (const word of ['listening', 'notification', 'grown']) stream.addEventListener(word, renew);
    return () => stream.close();
  }, [listening, queries]);
}
