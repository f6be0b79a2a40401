import { TOPICS, type CloudEvent } from '@vermilion/contracts';
import { brokersFrom, readTopic } from '@vermilion/messaging';

/** What lies around the API: where facts and mails come out. */
export interface Surroundings {
  readonly kafkaBrokers: string;
  readonly mailReader: string;
}

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** The sequence numbers published of each of the streams, in the order of the topic; repeated ones once. */
export async function publishedOf(
  { kafkaBrokers }: Pick<Surroundings, 'kafkaBrokers'>,
  streams: readonly string[],
): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>(streams.map((stream) => [stream, []]));
  const connection = { brokers: brokersFrom(kafkaBrokers), clientId: 'vermilion-demo', log: SILENT };
  for (const { value } of await readTopic(connection, TOPICS.cases)) {
    const { subject, seq } = JSON.parse(value) as CloudEvent;
    const seen = found.get(subject);
    if (seen && !seen.includes(seq)) seen.push(seq);
  }
  return found;
}

/** How many mails a recipient has in the catcher. */
export async function mailsTo({ mailReader }: Pick<Surroundings, 'mailReader'>, address: string): Promise<number> {
  const response = await fetch(`${mailReader}/messages?to=${encodeURIComponent(address)}`);
  if (!response.ok) throw new Error(`the mail catcher answers ${response.status}`);
  return ((await response.json()) as unknown[]).length;
}
