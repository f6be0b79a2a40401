import { useSyncExternalStore } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { Refused, Unreachable } from '../api/client.js';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './kit.json';

addTexts('kit', texts);

/** What keeps answers from coming, while the page goes on asking. */
type Trouble = 'offline' | 'waiting' | 'busy' | null;

/** Says above every page that answers are late, that nothing is lost and that it goes on by itself; gone with the first answer. */
export function ConnectionNotice() {
  const { t } = useTexts('kit');
  const queries = useQueryClient();
  const trouble = useSyncExternalStore(
    (changed) => follow(queries, changed),
    () => troubleOf(queries),
  );
  return (
    <div role="status" className="connection">
      {trouble !== null && <p>{t(`connection.${trouble}`)}</p>}
    </div>
  );
}

function follow(queries: QueryClient, changed: () => void): () => void {
  const leave = queries.getQueryCache().subscribe(changed);
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    leave();
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

function troubleOf(queries: QueryClient): Trouble {
  if (!navigator.onLine) return 'offline';
  const waiting = queries
    .getQueryCache()
    .getAll()
    .filter(({ state }) => state.fetchStatus === 'fetching' && state.fetchFailureCount > 0)
    .map(({ state }) => state.fetchFailureReason);
  if (waiting.some((reason) => reason instanceof Refused)) return 'busy';
  return waiting.some((reason) => reason instanceof Unreachable) ? 'waiting' : null;
}
