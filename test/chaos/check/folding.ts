import type { Evidence } from './evidence.js';
import type { Access, Case, Event } from './rows.js';
import { claims, grouped, type Violation } from './violation.js';

/** The stage of a case after these events of people, as the procedure says. */
const STAGE_AFTER: { readonly [event: string]: string } = {
  'application.submitted': 'acceptance',
  'application.endorsed': 'district-review',
  'application.countersigned': 'expert-panel',
};

/** P2: the row of a case is what its events add up to, as far as that can be said without the rules. */
export function foldFaults({ cases, events, access }: Evidence): Violation[] {
  const streams = grouped(events, ({ stream }) => stream);
  const seers = grouped(access, ({ case_id }) => case_id);
  return cases.flatMap((one) => {
    const stream = streams.get(one.stream) ?? [];
    return [...numbersOf(one, stream), ...placeOf(one, stream), ...sightOf(one, stream, seers.get(one.id) ?? [])];
  });
}

function numbersOf(one: Case, stream: readonly Event[]): Violation[] {
  const { seq, phase, stage } = one.state;
  const inOrder = stream.every(({ at }, index) => at >= (stream[index - 1]?.at ?? at));
  return claims('P2', one.id, [
    [stream.some((event, index) => event.seq !== index + 1), 'the numbers of its events have a gap'],
    [one.seq !== stream.length, `stands at ${one.seq} after ${stream.length} events`],
    [seq !== one.seq || phase !== one.phase || stage !== one.stage, 'its columns and its state disagree'],
    [!inOrder, 'its time goes backwards'],
  ]);
}

function placeOf(one: Case, stream: readonly Event[]): Violation[] {
  const moved = stream.filter(({ type }) => type in STAGE_AFTER || type === 'stage.entered').at(-1);
  if (one.phase === 'closed')
    return claims('P2', one.id, [[!has(stream, 'application.closed'), 'is closed by no event']]);
  if (one.phase !== 'running' || !moved) return [];
  const expected = moved.type === 'stage.entered' ? moved.data['stage'] : STAGE_AFTER[moved.type];
  return claims('P2', one.id, [
    // A re-examination is opened by the engine, and nobody submits it.
    [!stream[0]?.data['origin'] && !has(stream, 'application.submitted'), 'runs without a submission'],
    [expected !== one.stage, `is in ${one.stage}, and was brought to ${String(expected)}`],
  ]);
}

function sightOf(one: Case, stream: readonly Event[], seers: readonly Access[]): Violation[] {
  const district = seers.some(({ organisation }) => organisation.startsWith('district:'));
  return claims('P2', one.id, [
    [!seers.some(({ organisation }) => organisation === one.applicant), 'its applicant may not see it'],
    [has(stream, 'application.submitted') && !district, 'was submitted, and no district may see it'],
  ]);
}

function has(stream: readonly Event[], wanted: string): boolean {
  return stream.some(({ type }) => type === wanted);
}
