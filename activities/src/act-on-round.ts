import { SYSTEM, type RoundCommand } from '@vermilion/domain';
import type { Dependencies } from './dependencies.js';
import { hear, type ActReply } from './hear.js';

/** What the engine may ask of a round. */
export type RoundSystemCommand = Extract<RoundCommand, { type: 'rank' | 'publish' | 'complete' }>;

/** `key` names the effect; the ledger does it once, whoever asks again. */
export interface RoundActRequest {
  readonly roundId: string;
  readonly command: RoundSystemCommand;
  readonly key: string;
}

/** One ledger transaction on a round as the actor `system`: ranking, publication, end. Done once per key. @throws as `hear` does. */
export function actOnRound({ transactRound, incidents }: Pick<Dependencies, 'transactRound' | 'incidents'>) {
  return async ({ roundId, command, key }: RoundActRequest): Promise<ActReply> =>
    hear(incidents, { subject: key, detail: { roundId, command: command.type } }, () =>
      transactRound({ roundId, command, actor: SYSTEM, key, expectedSeq: null }),
    );
}
