import { useSyncExternalStore } from 'react';

const telephone = window.matchMedia('(max-width: 767px)');

function watch(tell: () => void): () => void {
  telephone.addEventListener('change', tell);
  return () => telephone.removeEventListener('change', tell);
}

/** Whether the page is as narrow as a telephone, from the first moment on. */
export function useNarrow(): boolean {
  return useSyncExternalStore(watch, () => telephone.matches);
}
