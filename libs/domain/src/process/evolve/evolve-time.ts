import { limitsWith, type Changes } from './change.js';

/** How asked, granted and denied extensions change a limit. Dates that moved with the calendar change nothing: they are derived. */
export const evolveTime: Changes<
  'limit.extension-asked' | 'limit.extended' | 'limit.extension-denied' | 'limit.redated'
> = {
  'limit.extension-asked': (state, { limit, days }) => ({
    limits: limitsWith(state, limit, { extension: { asked: days, granted: 0 } }),
  }),
  'limit.extended': (state, { limit, days }) => ({
    limits: limitsWith(state, limit, { extension: { asked: null, granted: days } }),
  }),
  'limit.extension-denied': (state, { limit }) => ({
    limits: limitsWith(state, limit, { extension: { asked: null, granted: 0 } }),
  }),
  'limit.redated': () => ({}),
};
