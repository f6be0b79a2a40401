import * as xlsx from '@e965/xlsx';
import { jest } from '@jest/globals';
import { sampleForm } from '@vermilion/catalogue';
import type { ProblemBody, TableReading } from '@vermilion/contracts';
import type { Row } from '@vermilion/domain';
import { ApiCase } from '../../support/api-case.js';
import { startApi, type TestApi } from '../../support/api.js';
import { download } from '../../support/download.js';

jest.setTimeout(120_000);

const MEDIA = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let api: TestApi;
let firm: ApiCase;
beforeAll(async () => {
  api = await startApi();
  firm = await ApiCase.open(api, 'ENT01');
}, 180_000);
afterAll(() => api.stop());

const place = (table = 'equipment') => `/cases/${firm.id}/form/tables/${table}`;
const read = <Body = TableReading>(bytes: Buffer, as = firm.filler) =>
  api.ask<Body>('POST', `${place()}/reading`, { as, file: { media: MEDIA, bytes } });

/** The rows of a sheet under the titles of the template. */
async function workbook(rows: readonly (readonly unknown[])[]): Promise<Buffer> {
  const { bytes } = await download(api, `${place()}/template.xlsx`, firm.filler);
  const book = xlsx.read(bytes);
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  xlsx.utils.sheet_add_aoa(sheet, rows as unknown[][], { origin: 'A2' });
  return xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

const machine = (change: { readonly [column: number]: unknown } = {}) =>
  Object.assign([1, '数控车床', 2, '是', 1, 12.5, 'FP-0001'], change) as unknown[];

describe('the equipment list as a workbook (Excel 导入导出)', () => {
  it('what is given out comes back the same, and what looks like a formula stays the text that it is', async () => {
    const rows = (sampleForm('ENT01')['equipment'] as readonly Row[]).map((row, at) =>
      at === 0 ? { ...row, name: '=1+1', invoiceNo: '@SUM(A1)' } : row,
    );
    const { body: view } = await api.ask<{ draft: { version: number } }>('GET', `/cases/${firm.id}`, {
      as: firm.filler,
    });
    expect(await firm.save({ ...sampleForm('ENT01'), equipment: rows }, view.draft.version)).toMatchObject({
      status: 200,
    });
    const { bytes } = await download(api, `${place()}/rows.xlsx`, firm.filler);
    const book = xlsx.read(bytes);
    const first = xlsx.utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 })[1];
    expect(first).toContain("'=1+1");
    expect(first).toContain("'@SUM(A1)");
    expect(await read(bytes)).toMatchObject({ status: 200, body: { rows, faults: [] } });
  });

  it('names every fault by row and column, what it is and what to do, and gives only the sound rows', async () => {
    const bytes = await workbook([
      machine(),
      machine({ 0: 2, 2: '两台' }),
      machine({ 0: 3, 3: '也许' }),
      machine({ 0: 4, 4: 5 }),
      machine({ 0: 1 }),
      machine({ 0: 6, 6: null }),
    ]);
    const { status, body } = await read(bytes);
    expect(status).toBe(200);
    expect(body.rows).toEqual([
      {
        seq: 1,
        name: '数控车床',
        qty: 2,
        numericallyControlled: true,
        networkedQty: 1,
        unitPriceWan: 12.5,
        invoiceNo: 'FP-0001',
      },
    ]);
    expect(body.faults.map(({ row, column, code }) => [row, column?.zh, code])).toEqual([
      [3, '数量（台（套））', 'wrong-type'],
      [4, '是否数控（自动化、智能化）', 'unknown-choice'],
      [5, '联网数量（台（套））', 'more-networked-than-present'],
      [6, '序号', 'duplicate-sequence'],
      [7, '发票号码', 'missing'],
    ]);
    expect(body.faults.find(({ row }) => row === 6)?.message.zh).toContain('2');
    expect(body.faults.every(({ remedy }) => remedy.zh !== '' && remedy.en !== '')).toBe(true);
  });

  it('evaluates no formula: the cell is a fault', async () => {
    const bytes = await workbook([machine({ 2: { t: 'n', v: 2, f: '1+1' } })]);
    expect((await read(bytes)).body).toMatchObject({ rows: [], faults: [{ row: 2, code: 'formula' }] });
  });

  it('what is no workbook is said to be none, and nothing is saved by reading', async () => {
    expect((await read(Buffer.from('no workbook'))).body).toMatchObject({
      rows: [],
      faults: [{ row: null, code: 'unreadable' }],
    });
  });

  it('is for those who write the form, and for tables that it has', async () => {
    const bytes = await workbook([machine()]);
    expect(await read<ProblemBody>(bytes, 'd-zz-gxq-industry')).toMatchObject({ status: 403 });
    expect(await read<ProblemBody>(bytes, 'ent02-filler')).toMatchObject({ status: 404 });
    expect(await api.ask('GET', `${place('basic')}/template.xlsx`, { as: firm.filler })).toMatchObject({ status: 404 });
  });
});
