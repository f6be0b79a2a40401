/** Who plays which part in the round. Everybody is fictional. */
export const CAST = {
  /** In order from the first day; one expert of the first steps aside. */
  sound: ['ENT01', 'ENT03', 'ENT10', 'ENT11'],
  /** Returned once with all its defects. */
  returned: 'ENT02',
  /** Declares what its own list of equipment refutes. */
  refuted: 'ENT04',
  /** Its district misses the limit, and acts after the first rung. */
  late: 'ENT05',
  /** A general credit record that nobody repairs. */
  blocked: 'ENT06',
  /** What the registers know of them forbids acceptance. */
  barred: [
    { id: 'ENT07', code: 'credit-veto', ground: 'severe-credit-record' },
    { id: 'ENT09', code: 'title-already-held', ground: 'title-already-held' },
  ],
  /** Its district sleeps until the supervision office is told. */
  asleep: 'ENT08',
  /** Holds a title that ends. */
  titled: 'ENT12',
  /** Its marks are below the pass mark: it is told why, item by item. */
  failed: 'ENT10',
  /** Somebody objects to its entry in the notice. */
  disputed: 'ENT03',
  /** Sent back to its district at the formal check, and recommended again. */
  sentBack: 'ENT11',
  fillers: {
    /** Good enough for the district's review, but not on its list. */
    unlisted: ['FIL01', 'FIL02', 'FIL03', 'FIL07'],
    withdrawn: 'FIL04',
    /** Returned for correction, and never heard of again. */
    silent: 'FIL05',
    refused: 'FIL06',
    /** Comes a moment after the window has closed. */
    tooLate: 'FIL08',
  },
} as const;

/** Whose marks the sample has: the candidates. */
export const CANDIDATES = ['ENT01', 'ENT02', 'ENT03', 'ENT05', 'ENT08', 'ENT10', 'ENT11'] as const;
