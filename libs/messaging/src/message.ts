import type { KafkaMessage } from 'kafkajs';

/** One record as a consumer gets it. `offset` is a decimal text: it may exceed a JavaScript number. */
export interface IncomingMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly value: string;
  readonly headers: { readonly [name: string]: string };
}

/** Texts instead of buffers; a record without key counts under the key ''. */
export function messageFrom(topic: string, partition: number, record: KafkaMessage): IncomingMessage {
  const headers = Object.entries(record.headers ?? {}).map(([name, value]) => [name, String(value)]);
  return {
    topic,
    partition,
    offset: record.offset,
    key: record.key?.toString() ?? '',
    value: record.value?.toString() ?? '',
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}

/** The messages of each key, in their order. */
export function groupByKey(messages: readonly IncomingMessage[]): Map<string, IncomingMessage[]> {
  const groups = new Map<string, IncomingMessage[]>();
  for (const message of messages) {
    const group = groups.get(message.key);
    if (group) group.push(message);
    else groups.set(message.key, [message]);
  }
  return groups;
}
