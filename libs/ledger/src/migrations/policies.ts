import type { MigrationInterface, QueryRunner } from 'typeorm';

// Wrapped in a select, a setting is read once for a statement and not once for a row.
const setting = (name: string) => `(SELECT current_setting('app.${name}', true))`;
/** The engine itself, and a command after its author's right to the case was checked: from there `decide` governs. */
const ledger = `(${setting('scope')} = 'ledger' OR ${setting('actor')} IN ('clock', 'system'))`;
const oversight = `${setting('role')} IN ('operations', 'auditor')`;
const own = (column: string) => `${column} = ${setting('organisation')}`;
const ownExpert = `'expert:' || expert_id = ${setting('organisation')}`;
/** Who is an expert on which case, the ledger alone knows: these rows name others than experts. */
const noExpert = (column: string) => `${column} NOT LIKE 'expert:%'`;
/** `notification_item` shows the reader only what does not concern experts. */
const noExpertsMail = 'EXISTS (SELECT FROM notification_item i WHERE i.notification_id = delivery.notification_id)';
const access = (caseId: string) =>
  `EXISTS (SELECT FROM case_access a WHERE a.case_id = ${caseId} AND a.organisation = ${setting('organisation')})`;
const applicant = (caseId: string) =>
  `EXISTS (SELECT FROM "case" c WHERE c.id = ${caseId} AND c.applicant = ${setting('organisation')})`;
/** Districts and bureaus: whoever works on rounds. The public part of a round is for the API to tell. */
const office = `split_part(${setting('organisation')}, ':', 1) IN ('district', 'bureau')`;
const self = `'person:' || ${setting('person')} || '@' || ${setting('organisation')}`;

interface Rights {
  readonly table: string;
  /** Who may read, beside the ledger. */
  readonly read?: string;
  /** Whose rows a person may lock or change, beside the ledger; `check` says what may stand there afterwards. */
  readonly change?: { readonly rows: string; readonly check: string };
  readonly add?: string;
}

const accessAs = (caseId: string, roles: string) =>
  `EXISTS (SELECT FROM case_access a WHERE a.case_id = ${caseId} AND a.organisation = ${setting('organisation')} AND a.role IN (${roles}))`;

/**
 * An expert reads what the own seat wrote; everybody else with access reads opinions, never a panel's secrets; what is written for one
 * office (`office:<organisation>/…`), that office alone. The contact is for applicant and offices: whom an escalation tells of a case has no
 * business with a mobile number.
 */
const secretsOfTheCase = `${access('private_payload.case_id')} AND CASE
  WHEN ${setting('organisation')} LIKE 'expert:%' THEN subject IN (
    SELECT 'seat:' || c.token FROM candidate c WHERE c.case_id = private_payload.case_id)
  ELSE subject LIKE 'person:%' OR starts_with(subject, 'office:' || ${setting('organisation')} || '/') OR (subject LIKE 'enterprise:%' AND ${accessAs('private_payload.case_id', `'applicant', 'office'`)}) END`;

/** What the enterprise prepares is its own until it submits it; the others read the documents of the last submission. */
const submittedDocument = `EXISTS (SELECT FROM "case" c WHERE c.id = document.case_id
  AND c.state->'documents' @> jsonb_build_array(jsonb_build_object('id', document.id)))`;

/** Row-level security holds for the owner of these tables, too. */
const forced: readonly Rights[] = [
  {
    table: 'case',
    read: `${access('"case".id')} OR ${oversight}`,
    // To lock a case is to be allowed to change it; what comes out of it is for the ledger to write.
    change: { rows: `${access('"case".id')} OR ${oversight}`, check: 'false' },
  },
  { table: 'case_access', read: own('organisation') },
  {
    table: 'round',
    read: `${office} OR ${oversight}`,
    change: { rows: `${office} OR ${oversight}`, check: 'false' },
  },
  {
    table: 'event',
    read: `CASE split_part(stream, ':', 1) WHEN 'round' THEN ${office} ELSE ${access(`split_part(stream, ':', 2)`)} END OR ${oversight}`,
  },
  {
    table: 'task',
    read: `${own('organisation')} OR (${noExpert('organisation')} AND (${oversight} OR ${access('task.case_id')}))`,
    change: { rows: own('organisation'), check: own('organisation') },
  },
  {
    table: 'deadline',
    read: `${access('deadline.case_id')} OR (owner LIKE 'round:%' AND ${office}) OR ${oversight}`,
  },
  { table: 'holder', read: `${access('holder.case_id')} OR ${oversight}` },
  { table: 'award', read: `${access('award.case_id')} OR ${oversight}` },
  {
    table: 'draft',
    read: applicant('draft.case_id'),
    change: { rows: applicant('draft.case_id'), check: applicant('draft.case_id') },
    add: applicant('draft.case_id'),
  },
  {
    table: 'document',
    read: `${applicant('document.case_id')} OR (${access('document.case_id')} AND ${submittedDocument})`,
    change: { rows: applicant('document.case_id'), check: applicant('document.case_id') },
    add: applicant('document.case_id'),
  },
  { table: 'private_payload', read: `(${secretsOfTheCase}) OR (case_id IS NULL AND ${office})` },
  { table: 'subject_key', read: 'EXISTS (SELECT FROM private_payload p WHERE p.subject = subject_key.subject)' },
  { table: 'candidate', read: ownExpert },
  { table: 'seat', read: ownExpert },
  {
    table: 'score',
    read: `EXISTS (SELECT FROM seat s WHERE s.case_id = score.case_id AND s.seat = score.seat AND s.token = score.token)`,
  },
  { table: 'command', read: `actor = ${self}`, add: `actor = ${self}` },
  { table: 'counter' },
  { table: 'outbox', read: `${oversight} AND ${noExpert('key')}` },
  { table: 'notification', read: own('recipient'), change: { rows: own('recipient'), check: own('recipient') } },
  { table: 'notification_item', read: `${oversight} AND ${noExpert('recipient')}` },
  { table: 'delivery', read: `${oversight} AND ${noExpertsMail}` },
  { table: 'inbox', read: oversight },
  { table: 'incident', read: oversight, change: { rows: oversight, check: oversight }, add: oversight },
  { table: 'parked_key', read: oversight, change: { rows: oversight, check: oversight } },
];

/** 信用、称号、禁止申报期: offices and the city's oversight read them; what an enterprise may know of itself, its case says. */
const offices = `(${setting('organisation')} LIKE 'district:%' OR ${setting('organisation')} LIKE 'bureau:%' OR ${oversight})`;

/** Registers, written by their owner or by the ledger alone: here only reading is limited. */
const registers: readonly Rights[] = [
  ...['credit_record', 'title', 'bar', 'register_import'].map((table) => ({ table, read: offices })),
  { table: 'party', read: `kind <> 'expert' OR ${own('organisation')}` },
  { table: 'expert', read: `'expert:' || id = ${setting('organisation')}` },
  { table: 'business_clock', read: 'true', change: { rows: oversight, check: oversight } },
];

/** What the auditor's own login reads: these tables, and of some only the rows that name no expert. */
const audited: { readonly [table: string]: string } = {
  case: 'true',
  round: 'true',
  case_access: noExpert('organisation'),
  event: 'true',
  task: noExpert('organisation'),
  deadline: 'true',
  holder: 'true',
  award: 'true',
  document: 'true',
  command: `actor NOT LIKE '%@expert:%'`,
  counter: 'true',
  outbox: noExpert('key'),
  notification: noExpert('recipient'),
  notification_item: noExpert('recipient'),
  delivery: noExpertsMail,
  inbox: 'true',
  incident: 'true',
  parked_key: 'true',
  party: 'true',
  expert: 'true',
  credit_record: 'true',
  title: 'true',
  bar: 'true',
  register_import: 'true',
  business_clock: 'true',
};

/** Row-level security: everything hangs on `case_access`, and on settings that live as long as one transaction. */
export class Policies1519862400008 implements MigrationInterface {
  public readonly name = 'Policies1519862400008';

  public async up(runner: QueryRunner): Promise<void> {
    for (const rights of [...forced, ...registers]) await this.protect(runner, rights);
    for (const { table } of forced) await runner.query(`ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY`);
    for (const [table, rows] of Object.entries(audited)) {
      await runner.query(`CREATE POLICY audit ON "${table}" FOR SELECT TO vermilion_auditor USING (${rows})`);
    }
    await runner.query('CREATE POLICY relay ON outbox TO vermilion_relay USING (true)');
    // Whoever migrates and seeds enters titles that were given elsewhere, each with the date of its re-examination.
    await runner.query(
      `CREATE POLICY seeding ON deadline TO CURRENT_USER USING (owner LIKE 'title:%') WITH CHECK (owner LIKE 'title:%')`,
    );
  }

  private async protect(runner: QueryRunner, { table, read, change, add }: Rights): Promise<void> {
    await runner.query(`ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ledger ON "${table}" TO vermilion_app USING ${ledger} WITH CHECK ${ledger}`);
    if (read) await runner.query(`CREATE POLICY reading ON "${table}" FOR SELECT TO vermilion_app USING (${read})`);
    if (add) await runner.query(`CREATE POLICY adding ON "${table}" FOR INSERT TO vermilion_app WITH CHECK (${add})`);
    if (change) {
      await runner.query(
        `CREATE POLICY changing ON "${table}" FOR UPDATE TO vermilion_app USING (${change.rows}) WITH CHECK (${change.check})`,
      );
    }
  }

  public async down(runner: QueryRunner): Promise<void> {
    for (const { table, read, change, add } of [...forced, ...registers]) {
      const policies = [
        'ledger',
        ...(read ? ['reading'] : []),
        ...(add ? ['adding'] : []),
        ...(change ? ['changing'] : []),
      ];
      for (const policy of policies) await runner.query(`DROP POLICY ${policy} ON "${table}"`);
      await runner.query(`ALTER TABLE "${table}" DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY`);
    }
    for (const table of Object.keys(audited)) await runner.query(`DROP POLICY audit ON "${table}"`);
    await runner.query('DROP POLICY relay ON outbox');
    await runner.query('DROP POLICY seeding ON deadline');
  }
}
