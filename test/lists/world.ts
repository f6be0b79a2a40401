import { connectedTo, type SqlClient } from '../support/sql-client.js';

/** How many cases are written in one transaction. */
const BATCH = 50_000;
/** Three of ten cases are open, each with one task: 300,000 at a million. */
const OPEN = 'n % 10 < 3';
const FIRMS = 20_000;

/** The number of the n-th case, and what the others of its columns are. Districts take turns; a case in sixteen is of each. */
const NUMBER = `'2017-' || (1000000 + n)`;
const FIRM = `'enterprise:gen-' || (n::bigint * 7919 % ${FIRMS})`;
const DISTRICT = '(SELECT districts[1 + n % array_length(districts, 1)])';
const WORKSHOP = `(ARRAY['精密','智能','数控','绿色','柔性','超硬'])[1 + n % 6] || '加工' || n || '号车间（虚构）'`;
const MOMENT = `timestamptz '2017-06-01 09:00+08' + n * interval '20 seconds'`;
/** Spread around 1 March 2018, where the business clock of a new system stands. */
const DUE = `timestamptz '2018-02-27 00:00+08' + (n % 12) * interval '1 day'`;

/** A firm of the generated world, all fictional. */
const FIRMS_SQL = `
  INSERT INTO party (organisation, kind, name_zh, name_en, credit_code, district, fictional)
  SELECT 'enterprise:gen-' || n, 'enterprise', '郑州' || (ARRAY['宏达','金辉','远东','中原','嵩山','黄河'])[1 + n % 6] || n || '号制造有限公司（虚构）',
         'Generated firm ' || n || ' (fictional)', NULL, NULL, true FROM generate_series(0, $1::int - 1) n ON CONFLICT DO NOTHING`;

const CASES_SQL = `
  INSERT INTO "case" (id, stream, procedure, version, obligation, applicant, district, phase, stage, visit, holder_kind, holder_organisation,
                      outcome, seq, stage_seq, workflow_seq, state, workshop_name, due_at, overdue, opened_at, submitted_at, closed_at, updated_at)
  SELECT ${NUMBER}, 'application:' || ${NUMBER}, 'smart-workshop', 1, 'smart-t2', ${FIRM}, ${DISTRICT},
         CASE WHEN ${OPEN} THEN 'running' ELSE 'closed' END, CASE WHEN ${OPEN} THEN 'district-review' END, 1,
         CASE WHEN ${OPEN} THEN 'district' END, CASE WHEN ${OPEN} THEN 'district:' || ${DISTRICT} || '/industry' END,
         CASE WHEN ${OPEN} THEN NULL ELSE 'awarded' END, 1, 1, 1, '{}', ${WORKSHOP}, CASE WHEN ${OPEN} THEN ${DUE} END, false,
         ${MOMENT}, ${MOMENT}, CASE WHEN ${OPEN} THEN NULL ELSE ${MOMENT} + interval '60 days' END, ${MOMENT}
    FROM generate_series($1::int, $2::int) n, (SELECT $3::text[] AS districts) d`;

const ACCESS_SQL = `
  INSERT INTO case_access (case_id, organisation, role)
  SELECT ${NUMBER}, organisation, role FROM generate_series($1::int, $2::int) n, (SELECT $3::text[] AS districts) d,
    LATERAL (VALUES (${FIRM}, 'applicant'), ('district:' || ${DISTRICT} || '/industry', 'office'), ('bureau:miit', 'office')) a(organisation, role)`;

const TASKS_SQL = `
  INSERT INTO task (id, case_id, stage, kind, organisation, role, due_at, opened_at, procedure, version, applicant, district, workshop_name, overdue)
  SELECT ${NUMBER} || '/district-review#1', ${NUMBER}, 'district-review', 'review', 'district:' || ${DISTRICT} || '/industry', 'reviewer', ${DUE}, ${MOMENT},
         'smart-workshop', 1, ${FIRM}, ${DISTRICT}, ${WORKSHOP}, false
    FROM generate_series($1::int, $2::int) n, (SELECT $3::text[] AS districts) d WHERE ${OPEN}`;

/** One event each, with the chain as the ledger writes it, so that the whole verifies. */
const EVENTS_SQL = `
  INSERT INTO event (stream, seq, type, version, body, data, actor_kind, at, recorded_at, command_id, ordinal, prev_hash, hash)
  SELECT 'application:' || ${NUMBER}, 1, 'application.opened', 1, body, '{}', 'system', moment, moment, 'generated-' || n, 0, nothing,
         encode(sha256(convert_to(nothing || body, 'UTF8')), 'hex')
    FROM (SELECT n, date_trunc('second', ${MOMENT}) AS moment, repeat('0', 64) AS nothing FROM generate_series($1::int, $2::int) n) e,
      LATERAL (SELECT to_char(moment AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS') || '+08:00' AS said) s,
      LATERAL (SELECT '{"actor":{"kind":"system","organisation":null,"person":null,"role":null},"at":"' || said || '","commandId":"generated-' || n ||
        '","data":{},"onBehalfOf":null,"ordinal":0,"recordedAt":"' || said || '","seq":1,"stream":"application:' || ${NUMBER} ||
        '","type":"application.opened","version":1}' AS body) b
   WHERE $3::text[] IS NOT NULL`;

/** What the later events of a chain say: of the size and the depth of what the rules write, in the letters of the ledger. */
const LATER_DATA = `'{"documents":[{"hash":"' || prev.hash || '","id":"0f8fad5b-d9cb-469f-a165-70867728950e","type":"photos"},{"hash":"' || prev.hash ||
  '","id":"7c9e6679-7425-40de-944b-e07fc1f90ae7","type":"plan"}],"duty":{"due":"2018-03-20T00:00:00+08:00","rung":1},"form":{"area":1200.5,' ||
  '"equipment":[{"count":12,"maker":"示例精机（虚构）","name":"数控加工中心"},{"count":3,"maker":"示例","name":"机器人"}],"investment":3500},' ||
  '"opinion":{"commitment":"' || prev.hash || '"},"stage":"district-review","visit":1}'`;

/** The event $1 of each generated chain, behind the one before. */
const NEXT_EVENT_SQL = `
  INSERT INTO event (stream, seq, type, version, body, data, actor_kind, actor_organisation, actor_person, actor_role, at, recorded_at, command_id, ordinal,
                     prev_hash, hash)
  SELECT prev.stream, $1::int, 'application.passed', 1, b.body, said::jsonb, 'person', 'bureau:miit', 'generated', 'reviewer', prev.at, prev.recorded_at,
         'generated-step-' || $1::int, 0, prev.hash, encode(sha256(convert_to(prev.hash || b.body, 'UTF8')), 'hex')
    FROM event prev,
      LATERAL (SELECT ${LATER_DATA} AS said) d,
      LATERAL (SELECT to_char(prev.at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS') || '+08:00' AS moment) m,
      LATERAL (SELECT '{"actor":{"kind":"person","organisation":"bureau:miit","person":"generated","role":"reviewer"},"at":"' || moment ||
        '","commandId":"generated-step-' || $1::int || '","data":' || said || ',"onBehalfOf":null,"ordinal":0,"recordedAt":"' || moment || '","seq":' || $1::int ||
        ',"stream":"' || prev.stream || '","type":"application.passed","version":1}' AS body) b
   WHERE prev.seq = $1::int - 1 AND starts_with(prev.command_id, 'generated-')`;

/** A world that grows: cases with rights, tasks and events, written as the engine's role may. */
export class World {
  private cases = 0;

  private constructor(
    private readonly client: SqlClient,
    private readonly districts: readonly string[],
  ) {}

  static async beside(ownerUrl: string, districts: readonly string[]): Promise<World> {
    const client = await connectedTo(ownerUrl);
    await client.query(FIRMS_SQL, [FIRMS]);
    await client.query('SET ROLE vermilion_engine');
    await client.query('SET statement_timeout = 0');
    return new World(client, districts);
  }

  /** Brings the world to so many cases, and lets the planner know. */
  async grow(to: number): Promise<void> {
    while (this.cases < to) {
      const last = Math.min(to, this.cases + BATCH) - 1;
      await this.client.query('BEGIN');
      for (const sql of [CASES_SQL, ACCESS_SQL, TASKS_SQL, EVENTS_SQL])
        await this.client.query(sql, [this.cases, last, this.districts]);
      await this.client.query('COMMIT');
      this.cases = last + 1;
    }
    await this.client.query('RESET ROLE');
    await this.client.query('VACUUM ANALYZE "case", task, case_access, event, party');
    await this.client.query('SET ROLE vermilion_engine');
  }

  /** Brings the chain of every case to so many events. */
  async lengthen(to: number): Promise<void> {
    for (let seq = 2; seq <= to; seq += 1) await this.client.query(NEXT_EVENT_SQL, [seq]);
    await this.client.query(`UPDATE "case" SET seq = $1 WHERE id LIKE '2017-%'`, [to]);
    await this.client.query('RESET ROLE');
    await this.client.query('VACUUM ANALYZE event, "case"');
    await this.client.query('SET ROLE vermilion_engine');
  }

  async leave(): Promise<void> {
    await this.client.end();
  }
}
