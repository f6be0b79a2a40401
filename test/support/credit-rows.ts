import { castOf } from './case-story.js';
import type { TestLedger } from './ledger.js';

/** Enters a credit record of a sample enterprise, from the first day of 2018 on. */
export async function enterRecord(test: TestLedger, enterprise: string, grade: 'general' | 'severe'): Promise<void> {
  await test.database.admin(
    `INSERT INTO credit_record (record, organisation, grade, what, source, as_of, from_on, until_on)
     VALUES ($1, $2, $3, '环保行政处罚', '信用中国（虚构）', '2018-03-01', '2018-01-01', '2019-12-31')`,
    [`TEST-${enterprise}`, castOf(enterprise).approver.organisation, grade],
  );
}

/** The register shows the repair of what was entered: from that day on the record counts no more. */
export async function repairRecord(test: TestLedger, enterprise: string, on: string): Promise<void> {
  await test.database.admin('UPDATE credit_record SET repaired_on = $2 WHERE record = $1', [`TEST-${enterprise}`, on]);
}
