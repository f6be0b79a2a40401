import { webhookEvent } from '@vermilion/contracts';
import { tellsOfMarks, type EventType } from '@vermilion/domain';
import type { EventInCase, WebhookNews } from '@vermilion/ledger';
import type { CaseEvent } from '../events/ledger-event.js';

/** What webhooks are told of events of a case, in their order: that they happened. */
export function newsOf(events: readonly CaseEvent[], meant: readonly EventInCase[]): WebhookNews[] {
  const types = new Map(meant.map(({ seq, event }) => [seq, event.type]));
  return events.flatMap(({ id, seq, time, caseId }) => {
    const type = types.get(seq);
    if (type === undefined || isSealed(type)) return [];
    return [{ eventId: id, seq, body: JSON.stringify(webhookEvent(type, time, caseId, seq)) }];
  });
}

/** How far a panel is, and which place a case has: for whom and from when, only a reader's own rights say, and no machine is told. */
function isSealed(type: EventType): boolean {
  return tellsOfMarks(type) || type === 'application.ranked';
}
