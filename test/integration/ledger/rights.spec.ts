import { randomUUID } from 'node:crypto';
import type { Actor, Person } from '@vermilion/domain';
import { documentById, documentsOf, type Session } from '@vermilion/ledger';
import { accepting } from '../../support/accepting.js';
import {
  SYSTEM,
  auditor,
  castOf,
  fullMarks,
  miitLeader,
  miitOfficer,
  operations,
  person,
  storyOn,
} from '../../support/case-story.js';
import { startLedger, type TestLedger } from '../../support/ledger.js';

const caseOwned = [
  'web_session',
  'signed_out',
  'administrator_act',
  'contact_look',
  'webhook',
  'webhook_delivery',
  'erasure',
  'upload',
  'event',
  'outbox',
  'command',
  'counter',
  '"case"',
  'round',
  'task',
  'deadline',
  'dating',
  'holder',
  'case_access',
  'award',
  'anchor',
  'anchor_head',
  'unanchored',
  'draft',
  'document',
  'private_payload',
  'subject_key',
  'candidate',
  'seat',
  'score',
  'objection',
  'notice_entry',
  'stand_in',
  'notification',
  'notification_item',
  'delivery',
  'inbox',
  'incident',
  'parked_key',
];

describe('the rights of rows', () => {
  let test: TestLedger;
  let story: ReturnType<typeof storyOn>;
  /** ENT01's case with its panel half marked, ENT02's submitted, ENT03's only a draft. */
  const cases = { panel: '', submitted: '', draft: '' };
  let experts: Person[];
  const [one, two, three] = [castOf('ENT01'), castOf('ENT02'), castOf('ENT03')];

  const seen = (actor: Actor, sql: string) =>
    test.ledger.read(actor, async (session) => (await session.rows<{ v: string }>(sql)).map(({ v }) => v));
  const casesOf = (actor: Actor) => seen(actor, 'SELECT id AS v FROM "case" ORDER BY id');
  const countOf = async (actor: Actor, table: string) =>
    Number((await seen(actor, `SELECT count(*) AS v FROM ${table}`))[0]);

  beforeAll(async () => {
    test = await startLedger({ poolSize: 3 });
    story = storyOn(test.ledger);
    cases.panel = (await story.inPanel('ENT01')).caseId;
    cases.submitted = (await story.submitted('ENT02')).caseId;
    cases.draft = await story.open(three);
    experts = await story.seated(cases.panel);
    for (const expert of experts) await story.must(cases.panel, expert, accepting);
    for (const expert of experts.slice(0, 2)) {
      await story.must(cases.panel, expert, { type: 'submit-marks', marks: fullMarks() });
    }
    await test.database.admin(
      `INSERT INTO notification (recipient, kind, instant, digest_key, title, body)
       VALUES ($1, 'k', now(), 'one', '{}', '{}'), ($2, 'k', now(), 'two', '{}', '{}'), ($3, 'k', now(), 'three', '{}', '{}')`,
      [one.filler.organisation, two.filler.organisation, experts[0]?.organisation],
    );
    await test.database.admin(
      `INSERT INTO notification_item (event_id, recipient, notification_id, case_id) SELECT 'e', recipient, id, 'c' FROM notification`,
    );
    await test.database.admin(
      `INSERT INTO delivery (notification_id, channel, address, state, next_at, message_id)
       SELECT id, 'mail', recipient, 'sent', now(), digest_key FROM notification`,
    );
  }, 60_000);
  afterAll(() => test.stop());

  it.each([
    ['a person', 'vermilion_app', () => one.filler],
    ['the engine', 'vermilion_engine', () => SYSTEM],
  ])('are, for %s, those of the role %s, which is neither owner nor superuser', async (_who, role, actor) => {
    const rows = await test.ledger.read(actor(), (session) =>
      session.rows<object>(
        `SELECT rolsuper, rolbypassrls, rolcreaterole, current_user AS role,
                (SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user) AS owned
           FROM pg_roles WHERE rolname = current_user`,
      ),
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, role, owned: 0 }]);
  });

  it('let the application assume the engine’s role for what the rules decide, and inherit nothing of it', async () => {
    const rows = await test.database.admin<object>(
      `SELECT pg_has_role('vermilion_app', 'vermilion_engine', 'SET') AS assumes,
              pg_has_role('vermilion_app', 'vermilion_engine', 'USAGE') AS inherits`,
    );
    expect(rows).toEqual([{ assumes: true, inherits: false }]);
  });

  it('end with what was done in the engine’s scope, and with the transaction', async () => {
    const roles: string[] = [];
    const note = async (session: Session) => {
      roles.push((await session.first<{ role: string }>('SELECT current_user AS role'))?.role ?? '');
    };
    await test.ledger
      .read(one.filler, async (session) => {
        session.assume('engine');
        await note(session);
        session.assume('actor');
        await note(session);
        session.assume('engine');
        await expect(session.rows('SELECT 1 / 0')).rejects.toThrow('division by zero');
      })
      .catch(() => undefined);
    for (let again = 0; again < 6; again += 1) await test.ledger.read(one.filler, note);
    expect(new Set(roles.slice(1))).toEqual(new Set(['vermilion_app']));
    expect(roles[0]).toBe('vermilion_engine');
  });

  it('give the engine on every table and sequence what the application may do there, and no policy', async () => {
    const differing = await test.database.admin(
      `SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S')
          AND ((SELECT array_agg(privilege_type ORDER BY 1) FROM aclexplode(c.relacl) WHERE grantee = 'vermilion_app'::regrole)
               IS DISTINCT FROM
               (SELECT array_agg(privilege_type ORDER BY 1) FROM aclexplode(c.relacl) WHERE grantee = 'vermilion_engine'::regrole)
               OR (c.relrowsecurity AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.tablename = c.relname AND p.qual = 'true'
                   AND p.with_check = 'true' AND p.roles = '{vermilion_engine}')))`,
    );
    expect(differing).toEqual([]);
  });

  it('hold for every table of cases, for its owner too', async () => {
    const rows = await test.database.admin<{ t: string }>(
      `SELECT relname AS t FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relkind IN ('r', 'p') ORDER BY 1`,
    );
    expect(rows.map(({ t }) => t)).toEqual(caseOwned.map((table) => table.replaceAll('"', '')).sort());
  });

  it('show nothing to a connection for which nobody speaks', async () => {
    for (const login of [test.database.app, test.database.owner]) {
      const client = await test.database.client(login);
      // Which streams wait for an anchor is the relay's business: the application may not even ask.
      for (const table of caseOwned.filter((name) => name !== 'unanchored')) {
        const { rows } = await client.query(`SELECT FROM ${table}`);
        expect([table, rows.length]).toEqual([table, 0]);
      }
    }
  });

  it('show an enterprise its own cases in lists, counts, searches and joins', async () => {
    expect(await casesOf(one.filler)).toEqual([cases.panel]);
    expect(await casesOf(two.approver)).toEqual([cases.submitted]);
    expect(await countOf(two.filler, '"case"')).toBe(1);
    expect(await seen(two.filler, `SELECT id AS v FROM "case" WHERE id = '${cases.panel}'`)).toEqual([]);
    expect(await seen(two.filler, `SELECT id AS v FROM "case" WHERE workshop_name LIKE '%'`)).toEqual([
      cases.submitted,
    ]);
    const joined = 'SELECT DISTINCT c.id AS v FROM event e JOIN "case" c ON c.stream = e.stream';
    expect(await seen(two.filler, joined)).toEqual([cases.submitted]);
    for (const table of ['event', 'task', 'deadline', 'holder', 'document']) {
      expect(await countOf(person('x', 'enterprise:nobody', 'filler'), table)).toBe(0);
      expect(await countOf(two.filler, table)).toBeGreaterThan(0);
    }
    const streams = await seen(two.filler, 'SELECT DISTINCT stream AS v FROM event');
    expect(streams).toEqual([`application:${cases.submitted}`]);
  });

  it('show an office what was submitted to it, and no drafts', async () => {
    expect(await casesOf(one.industry)).toContain(cases.panel);
    expect(await casesOf(three.industry)).not.toContain(cases.draft);
    expect(await casesOf(miitOfficer)).toEqual([cases.panel, cases.submitted]);
    for (const office of [one.industry, miitOfficer, operations, auditor])
      expect(await countOf(office, 'draft')).toBe(0);
    expect(await countOf(one.filler, 'draft')).toBe(1);
  });

  it('show an expert the case of the own seat, and of the panel only the own seat and score', async () => {
    const [first, , last] = experts;
    if (!first || !last) throw new Error('no experts');
    expect(await casesOf(first)).toEqual([cases.panel]);
    expect(await seen(first, `SELECT 'expert:' || expert_id AS v FROM seat`)).toEqual([first.organisation]);
    expect(await countOf(first, 'score')).toBe(1);
    expect(await countOf(last, 'score')).toBe(0);
    expect(await countOf(first, 'candidate')).toBe(1);
    expect(await seen(first, `SELECT organisation AS v FROM task WHERE organisation LIKE 'expert:%'`)).toEqual([]);
    expect(await countOf(last, `task WHERE organisation LIKE 'expert:%'`)).toBe(1);
    expect(await countOf(last, `case_access WHERE organisation <> '${last.organisation}'`)).toBe(0);
  });

  it('keep seats and scores from everybody else', async () => {
    for (const actor of [one.approver, one.industry, miitOfficer, miitLeader, operations, auditor]) {
      for (const table of ['seat', 'score', 'candidate', 'expert']) expect(await countOf(actor, table)).toBe(0);
      expect(await countOf(actor, `task WHERE organisation LIKE 'expert:%'`)).toBe(0);
      expect(await countOf(actor, `party WHERE kind = 'expert'`)).toBe(0);
    }
  });

  it('show whom an escalation told of a case the opinions, and no contact', async () => {
    const told = person('x', 'city:told', 'officer');
    await test.database.admin(`INSERT INTO case_access VALUES ($1, 'city:told', 'supervisor')`, [cases.panel]);
    const subjects = (actor: Actor, like: string) => countOf(actor, `private_payload WHERE subject LIKE '${like}'`);
    expect(await subjects(told, 'person:%')).toBeGreaterThan(0);
    expect(await subjects(told, 'enterprise:%')).toBe(0);
    for (const actor of [one.approver, one.industry, miitOfficer]) {
      expect(await subjects(actor, 'enterprise:%')).toBeGreaterThan(0);
    }
    await test.database.admin(`DELETE FROM case_access WHERE organisation = 'city:told'`);
  });

  it('show others the documents as submitted, not what the enterprise prepares', async () => {
    const prepared = randomUUID();
    const submitted = await countOf(two.industry, 'document');
    expect(submitted).toBeGreaterThan(0);
    await test.database.admin(`UPDATE document SET state = 'superseded' WHERE case_id = $1 AND type = 'photos'`, [
      cases.submitted,
    ]);
    await test.database.admin(
      `INSERT INTO document (id, case_id, type, sha256, bytes, media, name, path, state, uploaded_by, at)
       VALUES ($1, $2, 'photos', 'x', 1, 'image/png', 'x.png', 'x', 'attached', 'x', now())`,
      [prepared, cases.submitted],
    );
    const lists = (actor: Actor) => test.ledger.read(actor, (session) => documentsOf(session, cases.submitted));
    const single = (actor: Actor) => test.ledger.read(actor, (session) => documentById(session, prepared));
    expect(await lists(two.filler)).toHaveLength(submitted + 1);
    expect(await single(two.filler)).toMatchObject({ id: prepared });
    for (const actor of [two.industry, two.finance]) {
      expect(await lists(actor)).toHaveLength(submitted);
      expect(await single(actor)).toBeNull();
    }
  });

  it('tell nobody who an expert is: neither the chain, nor what oversight and the auditor may read', async () => {
    const wanted = `body || concat_ws(' ', actor_organisation, actor_person, command_id)`;
    const said = await seen(SYSTEM, `SELECT ${wanted} AS v FROM event WHERE actor_role = 'expert'`);
    expect(said.length).toBeGreaterThanOrEqual(5);
    for (const text of said) expect(text).not.toMatch(/exp\d/i);
    expect(
      await seen(SYSTEM, `SELECT DISTINCT actor_organisation AS v FROM event WHERE actor_role = 'expert'`),
    ).toEqual(['expert']);
    const places = {
      task: 'organisation',
      notification_item: 'recipient',
      delivery: 'address',
      outbox: 'key',
      event: 'body',
      '"case"': 'state::text',
    };
    for (const [table, column] of Object.entries(places)) {
      for (const actor of [operations, auditor]) {
        expect(await countOf(actor, table)).toBeGreaterThan(0);
        expect(await seen(actor, `SELECT ${column} AS v FROM ${table} WHERE ${column} ~* 'exp(ert:)?[0-9]'`)).toEqual(
          [],
        );
      }
    }
    const audit = await test.database.client(test.database.auditor);
    for (const [table, column] of Object.entries({
      ...places,
      notification: 'recipient',
      command: 'actor',
      case_access: 'organisation',
    })) {
      expect((await audit.query(`SELECT FROM ${table}`)).rows.length).toBeGreaterThan(0);
      expect((await audit.query(`SELECT FROM ${table} WHERE ${column} ~* 'exp(ert:)?[0-9]'`)).rows).toEqual([]);
    }
  });

  it('let operations and audit see every case, and change none', async () => {
    for (const actor of [operations, auditor]) {
      expect(await countOf(actor, '"case"')).toBe(3);
      const changed = test.ledger.write(actor, (session) => session.execute(`UPDATE "case" SET phase = 'closed'`));
      await expect(changed).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('let a person write nothing that the ledger writes', async () => {
    const attempts = [
      `UPDATE "case" SET phase = 'closed'`,
      `INSERT INTO case_access VALUES ('${cases.panel}', '${two.filler.organisation}', 'office')`,
      `INSERT INTO task (id, case_id, kind, organisation, role, opened_at) VALUES ('x', 'x', 'x', 'enterprise:other', 'x', now())`,
      `INSERT INTO document SELECT gen_random_uuid(), '${cases.panel}', 'photos', 'x', 1, 'x', 'x', 'x', 'attached', 'x', now()`,
      `UPDATE business_clock SET target_at = target_at + interval '1 day'`,
    ];
    for (const sql of attempts) {
      const outcome = await test.ledger
        .write(two.filler, (session) => session.execute(sql))
        .catch((error: { code?: string }) => error.code);
      expect([sql, outcome === '42501' || outcome === 0]).toEqual([sql, true]);
    }
    const deleted = await test.ledger.write(two.filler, (session) => session.execute('DELETE FROM case_access'));
    expect(deleted).toBe(0);
    expect(await casesOf(two.filler)).toEqual([cases.submitted]);
  });

  it('deliver a message to its recipient alone', async () => {
    expect(await seen(one.filler, 'SELECT digest_key AS v FROM notification')).toEqual(['one']);
    const itsItems = 'SELECT recipient AS v FROM notification_item';
    expect(await seen(one.filler, itsItems)).toEqual([one.filler.organisation]);
    expect(await seen(person('x', 'enterprise:nobody', 'filler'), itsItems)).toEqual([]);
    const read = 'UPDATE notification SET read_at = now()';
    expect(await test.ledger.write(two.filler, (session) => session.execute(read))).toBe(1);
  });

  it('do not leak over pooled connections, whatever failed on them before', async () => {
    const actors: readonly [Actor, string[]][] = [
      [one.filler, [cases.panel]],
      [two.filler, [cases.submitted]],
      [three.filler, [cases.draft]],
      [SYSTEM, [cases.panel, cases.submitted, cases.draft]],
      [person('x', 'enterprise:nobody', 'filler'), []],
    ];
    const attempts = Array.from({ length: 200 }, async (_, index) => {
      const [actor, expected] = actors[index % actors.length] ?? [SYSTEM, []];
      if (index % 3 === 0) {
        const failing = ['SELECT 1 / 0', 'SELECT FROM no_such_table', 'DELETE FROM event'][(index % 9) / 3] ?? '';
        await test.ledger.write(actor, (session) => session.rows(failing)).catch(() => undefined);
        await test.ledger.write(actor, () => Promise.reject(new Error('work'))).catch(() => undefined);
      }
      expect(await casesOf(actor)).toEqual(expected);
    });
    await Promise.all(attempts);
  }, 30_000);

  it('end with the transaction, even if its own work ends it', async () => {
    const rows = await test.ledger.read(SYSTEM, async (session) => {
      expect(await session.rows('SELECT FROM "case"')).toHaveLength(3);
      await session.rows('COMMIT');
      return session.rows('SELECT FROM "case"');
    });
    expect(rows).toEqual([]);
  });

  it('are gone from a session that is used too late', async () => {
    let kept: { rows: (sql: string) => Promise<unknown[]> } | undefined;
    await test.ledger.read(SYSTEM, async (session) => {
      kept = session;
    });
    await expect(kept?.rows('SELECT FROM "case"')).rejects.toThrow();
  });

  it('of the relay end at the outbox and at what anchors hold of an event, and those of the auditor at what is private', async () => {
    const relay = await test.database.client(test.database.relay);
    expect((await relay.query('SELECT FROM outbox')).rows.length).toBeGreaterThan(0);
    for (const what of ['body FROM event', 'data FROM event', 'FROM "case"', 'FROM private_payload']) {
      await expect(relay.query(`SELECT ${what}`)).rejects.toMatchObject({ code: '42501' });
    }
    const audit = await test.database.client(test.database.auditor);
    expect((await audit.query('SELECT FROM event')).rows.length).toBeGreaterThan(0);
    for (const table of ['private_payload', 'subject_key', 'draft', 'score', 'seat', 'candidate']) {
      await expect(audit.query(`SELECT FROM ${table}`)).rejects.toMatchObject({ code: '42501' });
    }
    await expect(audit.query('DELETE FROM event')).rejects.toMatchObject({ code: '42501' });
  });
});
