import type { CloudEvent } from '@vermilion/contracts';

/** What happened to a notification; its stream is its own: created is 1, delivered 2. */
export type NotificationFact = 'created' | 'delivered';

/** The CloudEvent of a notification: ids and codes only, no address and no text. `instant` is business time. */
export function notificationEnvelope(
  id: string,
  seq: number,
  fact: NotificationFact,
  instant: string,
  data: object,
): CloudEvent {
  const subject = `notification:${id}`;
  return {
    specversion: '1.0',
    id: `${subject}/${seq}`,
    source: '/vermilion/ledger',
    type: `vermilion.notification.${fact}.v1`,
    subject,
    time: instant,
    datacontenttype: 'application/json',
    seq,
    stageseq: 0,
    wakes: false,
    data,
  };
}
