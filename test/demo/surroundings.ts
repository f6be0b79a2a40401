import type { CloudEvent } from '@vermilion/contracts';
import { brokersFrom, readTopic } from '@vermilion/messaging';

/** What lies around the API: where facts and mails come out. */
export interface Surroundings {
  readonly kafkaBrokers: string;
  readonly mailReader: string;
}

/** A mail as the catcher keeps it, as far as the story reads it. */
export interface CaughtMail {
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
}

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Everything published on a topic, in its order; what was published twice, twice. */
export async function readEvents(
  { kafkaBrokers }: Pick<Surroundings, 'kafkaBrokers'>,
  topic: string,
): Promise<CloudEvent[]> {
  const connection = { brokers: brokersFrom(kafkaBrokers), clientId: 'vermilion-demo', log: SILENT };
  return (await readTopic(connection, topic)).map(({ value }) => JSON.parse(value) as CloudEvent);
}

/** The sequence numbers published of each stream of a topic, in its order; repeated ones once. */
export async function publishedOf(
  around: Pick<Surroundings, 'kafkaBrokers'>,
  topic: string,
): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>();
  for (const { subject, seq } of await readEvents(around, topic)) {
    const seen = found.get(subject) ?? [];
    if (!seen.includes(seq)) found.set(subject, [...seen, seq]);
  }
  return found;
}

/** The mails that a recipient has in the catcher. */
export async function readMails(
  { mailReader }: Pick<Surroundings, 'mailReader'>,
  address: string,
): Promise<readonly CaughtMail[]> {
  const response = await fetch(`${mailReader}/messages?to=${encodeURIComponent(address)}`);
  if (!response.ok) throw new Error(`the mail catcher answers ${response.status}`);
  return (await response.json()) as CaughtMail[];
}
