import type { MigrationInterface, QueryRunner } from 'typeorm';

const partitions = 8;

/** The events, what is still to be published of them, and the replies to commands. */
export class Events1519862400002 implements MigrationInterface {
  public readonly name = 'Events1519862400002';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event (
        stream text NOT NULL,
        seq integer NOT NULL,
        type text NOT NULL,
        version smallint NOT NULL,
        body text NOT NULL,
        data jsonb NOT NULL,
        actor_kind text NOT NULL,
        actor_organisation text,
        actor_person text,
        actor_role text,
        on_behalf_of text,
        at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        command_id text NOT NULL,
        ordinal smallint NOT NULL,
        prev_hash text NOT NULL,
        hash text NOT NULL,
        CONSTRAINT event_pk PRIMARY KEY (stream, seq),
        CONSTRAINT event_command UNIQUE (stream, command_id, ordinal)
      ) PARTITION BY HASH (stream)`);
    for (let part = 0; part < partitions; part++) {
      await runner.query(
        `CREATE TABLE event_${part} PARTITION OF event FOR VALUES WITH (MODULUS ${partitions}, REMAINDER ${part})`,
      );
    }
    await runner.query(`
      CREATE TABLE outbox (
        id bigserial NOT NULL,
        shard smallint NOT NULL,
        stream text NOT NULL,
        seq integer NOT NULL,
        topic text NOT NULL,
        key text NOT NULL,
        payload text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT outbox_pk PRIMARY KEY (id)
      )`);
    await runner.query('CREATE INDEX outbox_shard ON outbox (shard, id)');
    await runner.query(`
      CREATE TABLE command (
        actor text NOT NULL,
        key text NOT NULL,
        body_hash text NOT NULL,
        reply json,
        at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT command_pk PRIMARY KEY (actor, key)
      )`);
    await runner.query(
      'CREATE TABLE counter (name text NOT NULL, value bigint NOT NULL, CONSTRAINT counter_pk PRIMARY KEY (name))',
    );
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE counter, command, outbox, event');
  }
}
