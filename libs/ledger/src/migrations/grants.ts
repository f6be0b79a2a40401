import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each role may do to each table at all; the row-level policies come on top. Nobody but the owner may change or remove an event. */
const grants: readonly (readonly [privileges: string, tables: string, role: string])[] = [
  ['SELECT, INSERT', 'event, private_payload, counter, award, inbox, notification_item', 'vermilion_app'],
  ['SELECT, INSERT, UPDATE', '"case", round, subject_key, draft, document, score, candidate', 'vermilion_app'],
  ['UPDATE', 'counter', 'vermilion_app'],
  ['SELECT, INSERT, UPDATE, DELETE', 'task, deadline, case_access, seat, holder', 'vermilion_app'],
  ['SELECT, INSERT, UPDATE', 'notification, delivery, incident, parked_key, command', 'vermilion_app'],
  ['SELECT, INSERT', 'outbox', 'vermilion_app'],
  ['DELETE', 'draft, score, subject_key, award', 'vermilion_app'],
  ['SELECT', 'party, member, expert, calendar_year, calendar_day, calendar_version', 'vermilion_app'],
  ['SELECT, UPDATE', 'business_clock', 'vermilion_app'],
  ['SELECT, INSERT, UPDATE', 'credit_record, title, bar', 'vermilion_app'],
  ['SELECT, INSERT', 'register_import', 'vermilion_app'],
  ['SELECT, DELETE', 'outbox', 'vermilion_relay'],
  [
    'SELECT',
    'event, outbox, command, counter, "case", round, task, deadline, holder, case_access, award, document, party, member, expert, ' +
      'credit_record, title, bar, register_import, calendar_year, calendar_day, calendar_version, business_clock, notification, notification_item, delivery, inbox, incident, parked_key',
    'vermilion_auditor',
  ],
];

const sequences =
  'outbox_id_seq, deadline_id_seq, notification_id_seq, delivery_id_seq, incident_id_seq, register_import_id_seq';

/** The privileges of the roles. */
export class Grants1519862400007 implements MigrationInterface {
  public readonly name = 'Grants1519862400007';

  public async up(runner: QueryRunner): Promise<void> {
    for (const [privileges, on, role] of grants) await runner.query(`GRANT ${privileges} ON ${on} TO ${role}`);
    await runner.query(`GRANT USAGE ON SEQUENCE ${sequences} TO vermilion_app`);
  }

  public async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE USAGE ON SEQUENCE ${sequences} FROM vermilion_app`);
    for (const [privileges, on, role] of grants) await runner.query(`REVOKE ${privileges} ON ${on} FROM ${role}`);
  }
}
