import { asyncApiDocument } from '../asyncapi.js';
import { EVENT_DATA } from './data.js';
import { CloudEvent, cloudEventType, eventTypeOf, toCloudEvent } from './envelope.js';
import { ROUND_EVENT_DATA } from './round-data.js';

describe('the envelope of events', () => {
  const recorded = {
    stream: 'application:2018-000001',
    seq: 7,
    type: 'application.closed',
    data: { outcome: 'awarded' },
    at: '2018-03-01T09:00:00+08:00',
  } as const;

  it('carries position, order and data, and is what its shape says', () => {
    const wrapped = toCloudEvent(recorded, 3, true);
    expect(CloudEvent.parse(wrapped)).toEqual(wrapped);
    expect(wrapped).toMatchObject({
      id: 'application:2018-000001/7',
      type: 'vermilion.application.closed.v1',
      subject: 'application:2018-000001',
      seq: 7,
      stageseq: 3,
      wakes: true,
    });
  });

  it('names the round of a case, and says nothing of it where there is none', () => {
    const wrapped = toCloudEvent(recorded, 3, true, 'smart-workshop-2018');
    expect(CloudEvent.parse(wrapped).round).toBe('smart-workshop-2018');
    expect(CloudEvent.parse(toCloudEvent(recorded, 3, true))).not.toHaveProperty('round');
  });

  it('wraps the facts of a round in the same way', () => {
    const at = '2018-03-01T09:00:00+08:00';
    const event = { stream: 'round:r', seq: 2, type: 'round.opened', data: { dueAt: at }, at } as const;
    expect(CloudEvent.parse(toCloudEvent(event, 2, true))).toMatchObject({
      id: 'round:r/2',
      type: 'vermilion.round.opened.v1',
    });
  });

  it('names types both ways', () => {
    expect(eventTypeOf(cloudEventType('panel.pool-frozen'))).toBe('panel.pool-frozen');
    expect(eventTypeOf('something.else')).toBeNull();
  });

  it('refuses data that an event may not hold', () => {
    expect(EVENT_DATA['panel.mark-submitted'].safeParse({ seat: 1, commitment: 'x', expert: 'EXP01' }).success).toBe(
      false,
    );
  });

  it('is described for every type by the AsyncAPI document', () => {
    const document = asyncApiDocument() as {
      components: { messages: object };
      channels: { cases: { messages: object }; rounds: { messages: object } };
    };
    expect(Object.keys(document.channels.cases.messages)).toHaveLength(Object.keys(EVENT_DATA).length);
    expect(Object.keys(document.channels.rounds.messages)).toHaveLength(Object.keys(ROUND_EVENT_DATA).length);
    expect(JSON.stringify(document.components.messages)).toContain('vermilion.award.issued.v1');
  });
});
