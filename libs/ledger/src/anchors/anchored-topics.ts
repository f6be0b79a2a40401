import { TOPICS } from '@vermilion/contracts';

/** The topics whose messages are events of streams with a chain. */
export const ANCHORED_TOPICS: readonly string[] = [TOPICS.cases, TOPICS.rounds];
