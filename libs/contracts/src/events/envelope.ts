import type { DecidedEvent, DecidedRoundEvent, EventType, RoundEventType } from '@vermilion/domain';
import { z } from 'zod';
import { InstantText } from '../http/words.js';

/** Where the events of cases, the events of rounds, notifications, and anchors of the ledger go. */
export const TOPICS = {
  cases: 'vermilion.cases',
  rounds: 'vermilion.rounds',
  notifications: 'vermilion.notifications',
  anchors: 'vermilion.anchors',
} as const;

/** A CloudEvents 1.0 envelope, structured JSON. `seq`, `stageseq`, `wakes` and `round` are extensions of ours. */
export const CloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string().meta({ description: 'Event id: stream/seq; a consumer does each id once' }),
  source: z.literal('/vermilion/ledger'),
  type: z.string(),
  subject: z.string().meta({ description: 'The stream; also the key of the message' }),
  time: InstantText,
  datacontenttype: z.literal('application/json'),
  seq: z.number().int().positive().meta({ description: 'Position in the stream, contiguous from 1' }),
  stageseq: z
    .number()
    .int()
    .nonnegative()
    .meta({ description: 'How often the stage has changed, this event included' }),
  wakes: z.boolean().meta({ description: 'Whether the workflow of the stream must look' }),
  round: z.string().optional().meta({
    description: 'The round to which the case belongs, or from which it has just gone; absent where there is none',
  }),
  data: z.unknown(),
});
export type CloudEvent = z.infer<typeof CloudEvent>;

/** An event as the ledger keeps it, as far as the envelope needs it. `at` is the business instant. */
export interface RecordedEvent {
  readonly stream: string;
  readonly seq: number;
  readonly type: EventType | RoundEventType;
  readonly data: (DecidedEvent | DecidedRoundEvent)['data'];
  readonly at: string;
}

/** @returns the type that consumers subscribe to, for instance `vermilion.application.returned.v1`. */
export function cloudEventType(type: EventType | RoundEventType): string {
  return `vermilion.${type}.v1`;
}

/** @returns the event type behind `vermilion.<type>.v1`, or null when it is not one of ours. */
export function eventTypeOf(cloudType: string): string | null {
  return /^vermilion\.(.+)\.v\d+$/.exec(cloudType)?.[1] ?? null;
}

/** Wraps an event for publication. The secret beside it is never part of it. `round`: the round of the case, null when there is none. */
export function toCloudEvent(
  event: RecordedEvent,
  stageSeq: number,
  wakes: boolean,
  round: string | null = null,
): CloudEvent {
  return {
    specversion: '1.0',
    id: `${event.stream}/${event.seq}`,
    source: '/vermilion/ledger',
    type: cloudEventType(event.type),
    subject: event.stream,
    time: event.at,
    datacontenttype: 'application/json',
    seq: event.seq,
    stageseq: stageSeq,
    wakes,
    ...(round === null ? {} : { round }),
    data: event.data,
  };
}
