import { problemOfRefusal } from '@vermilion/contracts';
import type { Refusal, Text } from '@vermilion/domain';
import type { EventEntry } from '@vermilion/ledger';
import { Problem, problem } from '@vermilion/runtime';

/** What the ledger says of a command, whatever stream it was for. */
type Outcome<Given> =
  | { readonly kind: 'accepted'; readonly receipt: Given }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'conflict' | 'not-found' | 'key-reused' };

/** A receipt as HTTP's shapes have it. */
type Shown<Given extends { readonly events: readonly unknown[] }> = Omit<Given, 'events'> & {
  events: Given['events'][number][];
};

/** The receipt of an accepted command. @throws Problem with the reason when it was not accepted; a conflict is for the caller to explain. */
export function receiptOf<Given extends { readonly events: readonly unknown[] }>(
  outcome: Outcome<Given>,
): Shown<Given> {
  switch (outcome.kind) {
    case 'accepted':
      return { ...outcome.receipt, events: [...outcome.receipt.events] };
    case 'refused':
      throw new Problem(problemOfRefusal(outcome.refusal));
    case 'conflict':
      throw new Error('what nobody has seen cannot be at another version');
    default:
      throw problem(outcome.kind);
  }
}

/** Tells the loser who was faster, when, and what they did. @param first the first event that the loser had not seen */
export function overtaken({ at, seq, type, actor }: EventEntry<string>, what: Text): Problem {
  const by = actor.organisation?.name ?? ENGINE[actor.kind];
  const organisation = actor.organisation?.id ?? actor.kind;
  const params = { by: by.zh, byEn: by.en, what: what.zh, whatEn: what.en, at, seq, type, organisation };
  return problem('stale-version', { params });
}

/** There is no such version to be seen yet. */
export function versionUnknown(expectedSeq: number): Problem {
  return problem('version-unknown', { params: { expectedSeq } });
}

const ENGINE: { readonly [kind in EventEntry['actor']['kind']]: Text } = {
  person: { zh: '同事', en: 'A colleague' },
  clock: { zh: '业务时钟', en: 'The business clock' },
  system: { zh: '系统', en: 'The system' },
};
