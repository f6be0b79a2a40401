import { toCloudEvent, TOPICS } from '@vermilion/contracts';
import { SYSTEM, wakes, type Recorded, type RecordedRound } from '@vermilion/domain';
import type { Connection } from '@vermilion/ledger';
import type { OutgoingMessage } from '@vermilion/messaging';

/** The applicant and the first office of the cases below; both are in the sample's register, with an address at `.invalid`. */
const DISTRICT = '410122';
export const OFFICE = `district:${DISTRICT}/industry`;

/** The first events of a case that has been submitted, and returned with two defects. */
export function returnedCase(applicant: string): Recorded[] {
  const content = { draftVersion: 1, form: {}, documents: [], contentHash: '', figures: {}, on: '2018-03-01' };
  return [
    {
      type: 'application.opened',
      data: {
        procedure: 'smart-workshop',
        version: 1,
        applicant,
        district: DISTRICT,
        round: null,
        origin: null,
        on: '2018-03-01',
      },
    },
    { type: 'application.submitted', data: { ...content, round: null } },
    { type: 'stage.entered', data: { stage: 'acceptance', visit: 1, on: '2018-03-01' } },
    { type: 'application.accepted', data: { stage: 'acceptance', bySilence: false } },
    { type: 'stage.entered', data: { stage: 'district-review', visit: 1, on: '2018-03-01' } },
    {
      type: 'application.returned',
      data: {
        stage: 'district-review',
        round: 1,
        defects: [
          { id: '1.1', target: 'a' },
          { id: '1.2', target: 'b' },
        ],
        on: '2018-03-02',
      },
    },
  ];
}

/** The first events of a case whose district review is about to be due. */
export function remindedCase(applicant: string): Recorded[] {
  const limit = { limit: 'district-review#1', dueAt: '2018-03-15T00:00:00+08:00' };
  return [...returnedCase(applicant).slice(0, 5), { type: 'limit.reminded', data: limit }];
}

/** The first events of a round: called, and open. */
export function openedRound(id: string): RecordedRound[] {
  const opens = '2018-03-01T00:00:00+08:00';
  const terms = {
    year: 2018,
    opens,
    closes: '2018-04-01T00:00:00+08:00',
    cutOff: '2018-05-01T00:00:00+08:00',
    quota: 2,
    districtCap: 3,
  };
  return [
    { type: 'round.called', data: { id, procedure: 'smart-workshop', version: 2, terms } },
    { type: 'round.opened', data: { dueAt: opens } },
  ];
}

/** When the events happened, unless a test says otherwise. */
const AT = '2018-03-02T09:00:00+08:00';

/** Stores events as the ledger would, and gives the messages with which the relay would publish them. */
export async function storeEvents(
  ledger: Connection,
  caseId: string,
  events: readonly Recorded[],
  { at = AT, round = null }: { readonly at?: string; readonly round?: string | null } = {},
): Promise<OutgoingMessage[]> {
  const stream = `application:${caseId}`;
  await store(ledger, stream, events, at);
  let stageSeq = 0;
  return events.map(({ type, data }, index) => {
    if (wakes(type)) stageSeq += 1;
    const payload = toCloudEvent({ stream, seq: index + 1, type, data, at }, stageSeq, wakes(type), round);
    return { topic: TOPICS.cases, key: stream, value: JSON.stringify(payload) };
  });
}

/** The same for the events of a round. */
export async function storeRound(
  ledger: Connection,
  roundId: string,
  events: readonly RecordedRound[],
): Promise<OutgoingMessage[]> {
  const stream = `round:${roundId}`;
  await store(ledger, stream, events, AT);
  return events.map(({ type, data }, index) => {
    const payload = toCloudEvent({ stream, seq: index + 1, type, data, at: AT }, index + 1, true);
    return { topic: TOPICS.rounds, key: stream, value: JSON.stringify(payload) };
  });
}

async function store(
  ledger: Connection,
  stream: string,
  events: readonly { readonly type: string; readonly data: object }[],
  at: string,
): Promise<void> {
  await ledger.write(SYSTEM, async (session) => {
    for (const [index, { type, data }] of events.entries()) {
      await session.execute(
        `INSERT INTO event (stream, seq, type, version, body, data, actor_kind, at, recorded_at, command_id, ordinal, prev_hash, hash)
         VALUES ($1, $2, $3, 1, '', $4, 'system', $5, now(), $6, 0, '', '')`,
        [stream, index + 1, type, JSON.stringify(data), at, `test:${index}`],
      );
    }
  });
}
