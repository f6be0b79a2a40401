/** Task queues, each served by a Worker of its own, so that a herd in one cannot starve another. */
export const QUEUES = { cases: 'cases', keepers: 'keepers', deliveries: 'deliveries' } as const;

/** What operations can search workflows by. Codes and dates only: search attributes are never encrypted. */
export const SEARCH_ATTRIBUTES = {
  Procedure: 'KEYWORD',
  Stage: 'KEYWORD',
  Holder: 'KEYWORD',
  District: 'KEYWORD',
  Bureau: 'KEYWORD',
  DueAt: 'DATETIME',
} as const;
