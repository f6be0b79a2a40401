import { demoCredit, demoTitles, loadProcedures } from '@vermilion/catalogue';
import { SYSTEM } from '@vermilion/domain';
import { connect, openDueBook, registerFields, seedCreditAndTitles, type RegisterName } from '@vermilion/ledger';
import * as xlsx from '@e965/xlsx';
import type { TestApi } from './api.js';
import type { TestLedger } from './ledger.js';

/** The media type of a workbook. */
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const book = loadProcedures();

/** A workbook as a spreadsheet program writes it: the titles of the register, and these rows by the keys of the columns. */
export function registerFile(name: RegisterName, rows: readonly { readonly [key: string]: string }[]): Buffer {
  const fields = registerFields(name, book);
  const cells = [fields.map(({ title }) => title), ...rows.map((row) => fields.map(({ key }) => row[key] ?? null))];
  const workbook = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(workbook, xlsx.utils.aoa_to_sheet(cells), '数据');
  return xlsx.write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

/** Uploads a workbook. */
export function upload<Body>(api: TestApi, as: string, register: RegisterName, bytes: Buffer) {
  return api.ask<Body>('POST', `/registers/${register}/imports`, { as, file: { media: WORKBOOK, bytes } });
}

/** Enters the credit records and titles of the demonstration, as the seed does: by whoever owns the tables. */
export async function seedDemoRegisters({ database }: TestLedger): Promise<{ [register: string]: number }> {
  const owner = await connect({ url: database.owner, role: 'vermilion_owner', poolSize: 1 });
  try {
    return await owner.write(SYSTEM, (session) =>
      seedCreditAndTitles(session, book, { credit: demoCredit(), titles: demoTitles() }),
    );
  } finally {
    await owner.close();
  }
}

/** Puts the clock somewhere and lets the keeper fire what is due by then. */
export async function clockTo(test: TestLedger, instant: string): Promise<void> {
  await test.setClock(instant);
  const due = openDueBook(test.ledger, book);
  while ((await due.fireDue({ shards: { from: 0, to: 63 }, limit: 500 }, () => undefined)).fired > 0);
}
