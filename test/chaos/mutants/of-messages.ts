import type { Mutant } from './mutant.js';

const LISTENER = ['listener'] as const;
const RELAY = ['relay'] as const;

/** Commits that take long now and then: what begins first may end last. */
const LATE = [
  `CREATE FUNCTION chaos_late() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN IF random() < 0.3 THEN PERFORM pg_sleep(0.5); END IF; RETURN NULL; END $$`,
  `CREATE CONSTRAINT TRIGGER chaos_late AFTER INSERT ON outbox DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION chaos_late()`,
];

/** Faults between the ledger and Kafka. */
export const relayMutants: readonly Mutant[] = [
  {
    name: 'watermark',
    breaks: 'the relay asks only for rows above the highest that it has had',
    restart: RELAY,
    before: LATE,
    after: ['DROP TRIGGER chaos_late ON outbox', 'DROP FUNCTION chaos_late'],
    patches: [
      {
        file: 'libs/ledger/dist/outbox/outbox.js',
        from: 'unsent: async (shards, limit) => (await client.query(UNSENT, [shards, limit])).rows,',
        to: `unsent: async (shards, limit) => {
          const { rows } = await client.query(UNSENT, [shards, limit]);
          const fresh = rows.filter(({ id }) => Number(id) > (globalThis.mark ?? 0));
          globalThis.mark = Math.max(globalThis.mark ?? 0, ...fresh.map(({ id }) => Number(id)));
          return fresh;
        },`,
      },
    ],
    caughtBy: { invariant: 'P3', what: /not published|its consumers see/ },
  },
  {
    name: 'removed before it is published',
    breaks: 'the relay removes rows, then publishes them',
    restart: RELAY,
    faults: [
      // At once: the clients are through with what they do within a few seconds.
      [500, { kind: 'kill', victims: ['kafka'], downMs: 14_000 }],
      [10_000, { kind: 'kill', victims: ['relay'], downMs: 0 }],
    ],
    patches: [
      { file: 'apps/relay/dist/relay.js', from: 'await producer.publish(messages);', to: '' },
      {
        file: 'apps/relay/dist/relay.js',
        from: 'await outbox.acknowledge(rows.map(({ id }) => id));',
        to: 'await outbox.acknowledge(rows.map(({ id }) => id)); await producer.publish(messages);',
      },
    ],
    caughtBy: { invariant: 'P3', what: /its consumers see/ },
  },
  {
    name: 'out of order',
    breaks: 'the relay publishes what it has read backwards',
    restart: RELAY,
    ways: ['withdrawn', 'straight'],
    patches: [
      {
        file: 'apps/relay/dist/relay.js',
        from: 'const messages = rows.map(',
        to: 'const messages = [...rows].reverse().map(',
      },
    ],
    caughtBy: { invariant: 'P3', what: /its consumers see/ },
  },
];

/** Faults in what follows from published events. */
export const listenerMutants: readonly Mutant[] = [
  {
    name: 'inbox forgotten',
    breaks: 'the notifier does not mark what it has done',
    restart: LISTENER,
    ways: ['withdrawn'],
    patches: [
      {
        file: 'libs/ledger/dist/notices/consumer-inbox.js',
        from: 'INSERT INTO inbox (consumer, event_id) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING RETURNING event_id',
        to: 'SELECT event_id FROM unnest($2::text[]) AS t(event_id) WHERE $1::text IS NOT NULL',
      },
    ],
    caughtBy: { invariant: 'P3', what: /taken 0 times/ },
  },
  {
    name: 'offset before the effect',
    breaks: 'consumers commit what they have read, and do it later',
    restart: LISTENER,
    faults: [[5_000, { kind: 'kill', victims: ['listener'], downMs: 0 }]],
    patches: [
      {
        file: 'libs/messaging/dist/key-work.js',
        from: 'await this.handle(messages);',
        to: 'setTimeout(() => void this.handle(messages).catch(() => undefined), 4_000);',
      },
    ],
    caughtBy: { invariant: 'P3', what: /taken 0 times/ },
  },
  {
    name: 'notice in a transaction of its own',
    breaks: 'the notifier marks an event in one transaction and tells of it in another',
    restart: LISTENER,
    ways: ['withdrawn'],
    patches: [
      {
        file: 'apps/listener/dist/events/notifier.js',
        from: 'await this.notify(session, fresh);',
        to: 'await this.ledger.write(SYSTEM, (other) => this.notify(other, fresh));',
      },
    ],
    caughtBy: { invariant: 'P3', what: /in another transaction/ },
  },
  {
    name: 'mail forgotten',
    breaks: 'a mail is noted as sent and never given to the mail server',
    restart: LISTENER,
    ways: ['withdrawn'],
    patches: [
      {
        file: 'apps/listener/dist/mail/mail-sender.js',
        from: 'await this.transport.sendMail({',
        to: 'await Promise.resolve({',
      },
    ],
    caughtBy: { invariant: 'P3', what: /has not arrived/ },
  },
  {
    name: 'signal lost',
    breaks: 'workflows do not hear of every move, and nobody looks for those that are behind',
    restart: LISTENER,
    ways: ['straight', 'left'],
    patienceMs: 40_000,
    patches: [
      {
        file: 'apps/listener/dist/events/workflow-driver.js',
        from: 'await this.temporal.signalCaseMoved(move.caseId, move.stageSeq);',
        to: 'if (Math.random() < 0.4) await this.temporal.signalCaseMoved(move.caseId, move.stageSeq);',
      },
      {
        file: 'apps/listener/dist/events/reconciler.js',
        from: 'await this.ledger.read(SYSTEM, (session) => casesBehind(session, this.afterMs, CASES_AT_ONCE))',
        to: '[]',
      },
    ],
    caughtBy: { invariant: 'P10', what: /workflow does not know|waits for the engine/ },
  },
];
