import { toCloudEvent } from '@vermilion/contracts';
import { wakes, type DecidedEvent, type DecidedRoundEvent } from '@vermilion/domain';
import type { IncomingMessage } from '@vermilion/messaging';
import { WorkflowDriver } from './workflow-driver.js';

const at = '2018-03-01T09:00:00+08:00';
const CASE = 'application:2018-000001';

function message(stream: string, value: unknown): IncomingMessage {
  const text = JSON.stringify(value);
  return { topic: 't', partition: 0, offset: '1', key: stream, value: text } as IncomingMessage;
}

/** An event of a case that has moved for the `stageSeq`th time. */
function ofCase(stageSeq: number, { type, data }: DecidedEvent, round: string | null = 'r-2018'): IncomingMessage {
  const event = { stream: CASE, seq: stageSeq, type, data, at };
  return message(CASE, toCloudEvent(event, stageSeq, wakes(type), round));
}

function ofRound(seq: number, { type, data }: DecidedRoundEvent): IncomingMessage {
  return message('round:r-2018', toCloudEvent({ stream: 'round:r-2018', seq, type, data, at }, seq, true));
}

const entered: DecidedEvent = { type: 'stage.entered', data: { stage: 'ranking', visit: 1, on: '2018-03-01' } };
const closed: DecidedEvent = { type: 'application.closed', data: { outcome: 'withdrawn' } };
const accepted: DecidedEvent = { type: 'application.accepted', data: { stage: 'acceptance', bySilence: false } };
const opened: DecidedRoundEvent = { type: 'round.opened', data: { dueAt: at } };

/** A driver, and what it has told the engine. */
function driver(failing: { next: boolean } = { next: false }, read = 0) {
  const told: string[] = [];
  const engine = {
    signalCaseMoved: async (caseId: string, stageSeq: number) => void told.push(`${caseId} ${stageSeq}`),
    signalRound: async (roundId: string) => {
      if (failing.next) throw new Error('engine away');
      told.push(roundId);
    },
  };
  const found = new WorkflowDriver(engine, async ({ stageSeq }) => stageSeq > read);
  return { told, handle: (...messages: IncomingMessage[]) => found.handle(messages) };
}

describe('the driver of workflows', () => {
  it('tells case and round once for all that a poll brought of a case', async () => {
    const { told, handle } = driver();
    await handle(ofCase(1, entered), ofCase(2, entered), ofCase(3, closed));
    expect(told).toEqual(['2018-000001 3', 'r-2018']);
  });

  it('tells no round of a case that has none', async () => {
    const { told, handle } = driver();
    await handle(ofCase(1, entered, null));
    expect(told).toEqual(['2018-000001 1']);
  });

  it('tells nobody of what moves no workflow, and nobody twice of the same', async () => {
    const { told, handle } = driver();
    await handle(ofCase(1, accepted));
    await handle(ofCase(2, entered));
    await handle(ofCase(2, entered));
    expect(told).toEqual(['2018-000001 2', 'r-2018']);
  });

  it('tells a case of nothing that its workflow has read already, but the round of it', async () => {
    const { told, handle } = driver({ next: false }, 2);
    await handle(ofCase(1, entered), ofCase(2, entered));
    await handle(ofCase(3, closed));
    expect(told).toEqual(['r-2018', '2018-000001 3', 'r-2018']);
  });

  it('tells a round of its own events', async () => {
    const { told, handle } = driver();
    await handle(ofRound(1, opened), ofRound(2, opened));
    expect(told).toEqual(['r-2018']);
  });

  it('tells the round when the same events are brought again after the engine was away', async () => {
    const failing = { next: true };
    const { told, handle } = driver(failing);
    await expect(handle(ofCase(1, closed))).rejects.toThrow('engine away');
    failing.next = false;
    await handle(ofCase(1, closed));
    expect(told.at(-1)).toBe('r-2018');
  });
});
