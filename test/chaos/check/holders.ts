import type { Evidence } from './evidence.js';
import type { Case, Event, Holder } from './rows.js';
import { claims, grouped, type Violation } from './violation.js';

/** Who holds the case after these events of people. */
const HANDED_TO: { readonly [event: string]: string } = {
  'application.submitted': 'district',
  'application.returned': 'enterprise',
  'application.corrected': 'district',
};

/** P5: the holders cover a case from its opening without a gap, each from the moment of an event, and the last one is who has it now. */
export function holderFaults({ cases, holders, events }: Evidence): Violation[] {
  const ofCase = grouped(holders, ({ case_id }) => case_id);
  const streams = grouped(events, ({ stream }) => stream);
  return cases.flatMap((one) => faultsOf(one, ofCase.get(one.id) ?? [], streams.get(one.stream) ?? []));
}

function faultsOf(one: Case, holders: readonly Holder[], stream: readonly Event[]): Violation[] {
  const last = holders.at(-1);
  const held = last?.kind === one.holder_kind && last.organisation === one.holder_organisation;
  return [
    ...claims('P5', one.id, [
      // An opening may be more than one event: the state of a command is that after its last one.
      [holders[0]?.seq !== lastOf(stream, stream[0])?.seq, 'nobody holds it from its opening'],
      [!held, `its last holder is ${last?.organisation}, and ${one.holder_organisation} has it`],
    ]),
    ...holders.flatMap((holder, index) => claims('P5', one.id, beginsWrong(holder, holders[index - 1], stream))),
    ...stream.flatMap((event) => claims('P5', one.id, handedOver(event, holders, stream))),
  ];
}

function beginsWrong(
  { seq, from_at, kind, organisation }: Holder,
  before: Holder | undefined,
  stream: readonly Event[],
) {
  const itself = before?.kind === kind && before.organisation === organisation;
  return [
    [stream[seq - 1]?.at.getTime() !== from_at.getTime(), `a holder begins at ${seq} at the wrong time`],
    [itself, `${organisation} follows itself at ${seq}`],
  ] as const;
}

function handedOver(event: Event, holders: readonly Holder[], stream: readonly Event[]) {
  const expected = HANDED_TO[event.type];
  const at = lastOf(stream, event)?.seq ?? 0;
  const now = holders.filter(({ seq }) => seq <= at).at(-1)?.kind;
  return [
    [expected !== undefined && now !== expected, `after ${event.type} at ${event.seq} it is with ${now}`],
  ] as const;
}

/** The last event of the command to which an event belongs. */
function lastOf(stream: readonly Event[], event: Event | undefined): Event | undefined {
  return stream.filter(({ command_id }) => command_id === event?.command_id).at(-1);
}
