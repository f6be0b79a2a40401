import type { EventType } from '@vermilion/domain';
import { z } from 'zod';
import { EVENT_DATA } from './events/data.js';
import { CloudEvent, TOPICS, cloudEventType } from './events/envelope.js';

type Json = { [key: string]: unknown };

/** Builds the AsyncAPI 3 document: both topics, and one message for every event type, from the same shapes that publish them. */
export function asyncApiDocument(): Json {
  const types = Object.keys(EVENT_DATA) as EventType[];
  const messages = Object.fromEntries(types.map((type) => [nameOf(type), message(type)]));
  const refs = Object.fromEntries(
    Object.keys(messages).map((name) => [name, { $ref: `#/components/messages/${name}` }]),
  );
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Vermilion events',
      version: '1.0.0',
      description:
        'Every fact of every case as a CloudEvent, in order per stream (the message key), at least once. No person’s data. A consumer keeps the last `seq` of each stream and refuses an older one.',
    },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      cases: { address: TOPICS.cases, description: 'Facts of cases', messages: refs },
      notifications: {
        address: TOPICS.notifications,
        description: 'What was told to whom; no address and no text',
        messages: { notification: { $ref: '#/components/messages/notification' } },
      },
    },
    operations: {
      sendCaseEvent: { action: 'send', channel: { $ref: '#/channels/cases' } },
      sendNotification: { action: 'send', channel: { $ref: '#/channels/notifications' } },
    },
    components: { messages: { ...messages, notification: notificationMessage() } },
  };
}

function nameOf(type: EventType): string {
  return type.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function message(type: EventType): Json {
  const envelope = CloudEvent.extend({ type: z.literal(cloudEventType(type)), data: EVENT_DATA[type] });
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
