import type { Mutant } from './mutant.js';

const LEDGER = 'libs/ledger/dist';
const API = ['api'] as const;

/** Faults in how a command is taken. */
export const commandMutants: readonly Mutant[] = [
  {
    name: 'version ignored',
    breaks: 'the expected version is not compared',
    restart: API,
    ways: ['raced', 'stale'],
    patches: [
      {
        file: `${LEDGER}/core/transact.js`,
        from: 'if (current && current.seq !== seqExpected(request, current.seq))',
        to: 'if (false)',
      },
    ],
    caughtBy: { invariant: 'P1', what: /was given for the state/ },
  },
  {
    name: 'key ignored',
    breaks: 'a repeated key is taken as a new command',
    restart: API,
    patches: [{ file: `${LEDGER}/core/command-log.js`, from: 'if (claimed === 1)', to: 'if (claimed >= 0)' }],
    caughtBy: { invariant: 'P1', what: /refused when it was sent again/ },
  },
  {
    name: 'reply forgotten',
    breaks: 'the receipt is not kept with the command',
    restart: API,
    ways: ['withdrawn'],
    patches: [
      {
        file: `${LEDGER}/core/transact.js`,
        from: 'recordReply(session, verdict);',
        to: '',
      },
      {
        file: `${LEDGER}/core/command-log.js`,
        from: 'SELECT actor, key, body_hash, reply::json FROM unnest',
        to: 'SELECT actor, key, body_hash, NULL::json FROM unnest',
      },
    ],
    caughtBy: { invariant: 'P1', what: /without a reply/ },
  },
  {
    name: 'acknowledged before commit',
    breaks: 'one of eight receipts goes out, and the transaction is rolled back',
    restart: API,
    patches: [{ file: `${LEDGER}/connection.js`, from: 'if (keep)', to: 'if (keep && Math.random() > 0.125)' }],
    caughtBy: { invariant: 'P1', what: /does not stand in the log|its sender then/ },
  },
  {
    name: 'no row in the outbox',
    breaks: 'a single event is not handed to the relay',
    restart: API,
    patches: [
      { file: `${LEDGER}/outbox/put.js`, from: 'if (envelopes.length === 0)', to: 'if (envelopes.length < 2)' },
    ],
    caughtBy: { invariant: 'P3', what: /its consumers see/ },
  },
  {
    name: 'wrong bytes hashed',
    breaks: 'the hash leaves out the hash before it',
    restart: API,
    ways: ['withdrawn'],
    patches: [
      {
        file: `${LEDGER}/core/append-events.js`,
        from: 'hashText(`${previous}${body}`)',
        to: 'hashText(body)',
      },
    ],
    caughtBy: { invariant: 'P9', what: /the hash is not that/ },
  },
  {
    name: 'link dropped',
    breaks: 'an event names itself as its predecessor',
    restart: API,
    ways: ['withdrawn'],
    patches: [
      {
        file: `${LEDGER}/core/append-events.js`,
        from: 'links.push({ body, previous, hash: linkOf(previous, body) });',
        to: 'links.push({ body, previous: linkOf(previous, body), hash: linkOf(previous, body) });',
      },
    ],
    caughtBy: { invariant: 'P9', what: /does not name the hash/ },
  },
  {
    name: 'words forgotten',
    breaks: 'what a person wrote is not stored beside the event',
    restart: API,
    ways: ['straight', 'refused'],
    patches: [{ file: `${LEDGER}/core/write-decisions.js`, from: 'moves.flatMap(secretsOf)', to: '[]' }],
    caughtBy: { invariant: 'P1', what: /has lost its words/ },
  },
  {
    name: 'paper before its rename',
    breaks: 'an upload is acknowledged, and gets its lasting name later',
    restart: API,
    ways: ['withdrawn', 'left'],
    faults: [[6_000, { kind: 'kill', victims: ['api'], downMs: 0 }]],
    patches: [
      {
        file: 'apps/api/dist/documents/file-store.js',
        from: 'await rename(file.path, target);',
        to: 'setTimeout(() => void rename(file.path, target).catch(() => undefined), 8_000);',
      },
    ],
    caughtBy: { invariant: 'P1', what: /is not on the disk/ },
  },
];

/** Faults in the tables that are read. */
export const tableMutants: readonly Mutant[] = [
  {
    name: 'holder not written',
    breaks: 'nobody notes who has the case now',
    restart: API,
    ways: ['withdrawn', 'left'],
    patches: [{ file: `${LEDGER}/core/projection/project.js`, from: 'projectHolders(session, moves);', to: '' }],
    caughtBy: { invariant: 'P5', what: /last holder/ },
  },
  {
    name: 'task not closed',
    breaks: 'a task stays when the case has moved on',
    restart: API,
    ways: ['straight', 'withdrawn'],
    patches: [
      {
        file: `${LEDGER}/core/projection/project-tasks.js`,
        from: 'DELETE FROM task WHERE case_id = ANY($1) AND id <> ALL($2)',
        to: 'DELETE FROM task WHERE case_id = ANY($1) AND id <> ALL($2) AND false',
      },
    ],
    caughtBy: { invariant: 'P10', what: /has the task|still has a task/ },
  },
  {
    name: 'access forgotten',
    breaks: 'the enterprise may not see what it has opened',
    restart: API,
    ways: ['withdrawn', 'left'],
    patches: [
      {
        file: `${LEDGER}/core/projection/project-access.js`,
        from: 'SELECT case_id, organisation, role FROM owed ON CONFLICT',
        to: `SELECT case_id, organisation, role FROM owed WHERE organisation LIKE 'district:%' ON CONFLICT`,
      },
    ],
    caughtBy: { invariant: 'P2', what: /applicant may not see it/ },
  },
  {
    name: 'row changed',
    breaks: 'somebody changes an event in the database',
    ways: ['withdrawn'],
    after: tampered(`UPDATE event SET data = data || '{"changed": true}' WHERE (stream, seq) = (${lastSecond()})`),
    caughtBy: { invariant: 'P9', what: /columns say something else/ },
  },
  {
    name: 'row removed',
    breaks: 'somebody removes an event from the database',
    ways: ['withdrawn'],
    after: tampered(`DELETE FROM event WHERE (stream, seq) = (${lastSecond()})`),
    caughtBy: { invariant: 'P2', what: /gap/ },
  },
];

/** After it, the stream has no key any more: nothing that depends on it may follow. */
export const lockMutants: readonly Mutant[] = [
  {
    name: 'no lock, no key of the stream',
    breaks: 'a case is read without a lock, and two events may have one number',
    restart: API,
    ways: ['raced', 'raced', 'raced'],
    before: ['ALTER TABLE event DROP CONSTRAINT event_pk'],
    patches: [
      {
        file: `${LEDGER}/core/lock-case.js`,
        from: `FROM "case" WHERE id = $1 FOR UPDATE'`,
        to: `FROM "case" WHERE id = $1'`,
      },
      {
        file: `${LEDGER}/core/lock-case.js`,
        from: `FROM "case" WHERE id = ANY($1) ORDER BY id FOR UPDATE SKIP LOCKED'`,
        to: `FROM "case" WHERE id = ANY($1) ORDER BY id'`,
      },
    ],
    caughtBy: { invariant: 'P1', what: /receipt for the same event/ },
  },
];

function lastSecond(): string {
  return `SELECT stream, seq FROM event WHERE seq = 2 ORDER BY recorded_at DESC LIMIT 1`;
}

/** What only the owner of the tables can do, and only after the guard is off. */
function tampered(statement: string): string[] {
  return ['ALTER TABLE event NO FORCE ROW LEVEL SECURITY', statement, 'ALTER TABLE event FORCE ROW LEVEL SECURITY'];
}
