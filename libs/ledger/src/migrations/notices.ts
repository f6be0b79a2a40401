import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages, their deliveries, what consumers have done, and what operations must look at. */
export class Notices1519862400006 implements MigrationInterface {
  public readonly name = 'Notices1519862400006';

  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification (
        id bigserial NOT NULL,
        recipient text NOT NULL,
        kind text NOT NULL,
        instant timestamptz NOT NULL,
        digest_key text NOT NULL,
        title jsonb NOT NULL,
        body jsonb NOT NULL,
        items jsonb NOT NULL,
        case_id text,
        created_at timestamptz NOT NULL DEFAULT now(),
        read_at timestamptz,
        CONSTRAINT notification_pk PRIMARY KEY (id),
        CONSTRAINT notification_digest_key UNIQUE (digest_key)
      )`);
    await runner.query('CREATE INDEX notification_recipient ON notification (recipient, id)');
    await runner.query(`
      CREATE TABLE notification_item (
        event_id text NOT NULL,
        recipient text NOT NULL,
        notification_id bigint NOT NULL,
        CONSTRAINT notification_item_pk PRIMARY KEY (event_id, recipient)
      )`);
    await runner.query('CREATE INDEX notification_item_notification ON notification_item (notification_id)');
    await runner.query(`
      CREATE TABLE delivery (
        id bigserial NOT NULL,
        notification_id bigint NOT NULL,
        channel text NOT NULL,
        address text NOT NULL,
        state text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL,
        message_id text NOT NULL,
        sent_at timestamptz,
        error text,
        CONSTRAINT delivery_pk PRIMARY KEY (id),
        CONSTRAINT delivery_message_id UNIQUE (message_id)
      )`);
    await runner.query(`CREATE INDEX delivery_pending ON delivery (next_at) WHERE state = 'pending'`);
    await runner.query('CREATE INDEX delivery_notification ON delivery (notification_id)');
    await this.createOperations(runner);
  }

  private async createOperations(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inbox (
        consumer text NOT NULL,
        event_id text NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT inbox_pk PRIMARY KEY (consumer, event_id)
      )`);
    await runner.query(`
      CREATE TABLE incident (
        id bigserial NOT NULL,
        kind text NOT NULL,
        subject text NOT NULL,
        detail jsonb,
        opened_at timestamptz NOT NULL DEFAULT now(),
        closed_at timestamptz,
        CONSTRAINT incident_pk PRIMARY KEY (id)
      )`);
    await runner.query('CREATE UNIQUE INDEX incident_open ON incident (kind, subject) WHERE closed_at IS NULL');
    await runner.query(`
      CREATE TABLE parked_key (
        consumer text NOT NULL,
        key text NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        message_offset bigint NOT NULL,
        reason text NOT NULL,
        parked_at timestamptz NOT NULL DEFAULT now(),
        release_requested_at timestamptz,
        released_at timestamptz,
        CONSTRAINT parked_key_pk PRIMARY KEY (consumer, key)
      )`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE parked_key, incident, inbox, delivery, notification_item, notification');
  }
}
