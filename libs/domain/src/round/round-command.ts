import type { RoundTerms } from './round-state.js';

/** Everything that can be asked of a round. */
export type RoundCommand =
  | {
      readonly type: 'call';
      readonly id: string;
      readonly procedure: string;
      readonly version: number;
      readonly terms: RoundTerms;
    }
  | { readonly type: 'fire'; readonly deadline: string }
  | { readonly type: 'recommend'; readonly cases: readonly string[] }
  | { readonly type: 'rank' }
  | { readonly type: 'propose'; readonly opinion: string }
  | { readonly type: 'publish' }
  | { readonly type: 'issue'; readonly opinion: string }
  | { readonly type: 'complete' };

export type RoundCommandType = RoundCommand['type'];
