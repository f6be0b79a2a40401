import type { EventType, RoundEventType } from '@vermilion/domain';
import { z } from 'zod';
import { AnchorEvent } from './events/anchor.js';
import { EVENT_DATA } from './events/data.js';
import { CloudEvent, TOPICS, cloudEventType } from './events/envelope.js';
import { ROUND_EVENT_DATA } from './events/round-data.js';

type Json = { [key: string]: unknown };

const ofCases = Object.keys(EVENT_DATA) as EventType[];
const ofRounds = Object.keys(ROUND_EVENT_DATA) as RoundEventType[];

/** Builds the AsyncAPI 3 document: every topic, and one message for every event type, from the same shapes that publish them. */
export function asyncApiDocument(): Json {
  const messages = Object.fromEntries<Json>([
    ...ofCases.map((type) => [nameOf(type), message(type, EVENT_DATA[type])] as const),
    ...ofRounds.map((type) => [nameOf(type), message(type, ROUND_EVENT_DATA[type])] as const),
  ]);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Vermilion events',
      version: '1.0.0',
      description:
        'Every fact of every case and of every round as a CloudEvent, in order per stream (the message key), at least once. No person’s data. A consumer keeps the last `seq` of each stream and refuses an older one.',
    },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      cases: { address: TOPICS.cases, description: 'Facts of cases', messages: refsTo(ofCases) },
      rounds: { address: TOPICS.rounds, description: 'Facts of rounds', messages: refsTo(ofRounds) },
      notifications: {
        address: TOPICS.notifications,
        description: 'What was told to whom; no address and no text',
        messages: { notification: { $ref: '#/components/messages/notification' } },
      },
      anchors: {
        address: TOPICS.anchors,
        description: 'Signed roots over the heads of all streams, for whoever keeps them outside',
        messages: { anchor: { $ref: '#/components/messages/anchor' } },
      },
    },
    operations: {
      sendCaseEvent: { action: 'send', channel: { $ref: '#/channels/cases' } },
      sendRoundEvent: { action: 'send', channel: { $ref: '#/channels/rounds' } },
      sendNotification: { action: 'send', channel: { $ref: '#/channels/notifications' } },
      sendAnchor: { action: 'send', channel: { $ref: '#/channels/anchors' } },
    },
    components: { messages: { ...messages, notification: notificationMessage(), anchor: anchorMessage() } },
  };
}

function refsTo(types: readonly (EventType | RoundEventType)[]): Json {
  return Object.fromEntries(types.map((type) => [nameOf(type), { $ref: `#/components/messages/${nameOf(type)}` }]));
}

function nameOf(type: EventType | RoundEventType): string {
  return type.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function message(type: EventType | RoundEventType, data: z.ZodType): Json {
  const envelope = CloudEvent.extend({ type: z.literal(cloudEventType(type)), data });
  return { name: cloudEventType(type), contentType: 'application/cloudevents+json', payload: z.toJSONSchema(envelope) };
}

function notificationMessage(): Json {
  return {
    name: 'notification',
    contentType: 'application/cloudevents+json',
    payload: z.toJSONSchema(
      z.object({
        specversion: z.literal('1.0'),
        id: z.string(),
        source: z.string(),
        type: z.enum(['vermilion.notification.created.v1', 'vermilion.notification.delivered.v1']),
        subject: z.string(),
        time: z.string(),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
  };
}

function anchorMessage(): Json {
  return { name: 'anchor', contentType: 'application/cloudevents+json', payload: z.toJSONSchema(AnchorEvent) };
}
