import * as xlsx from '@e965/xlsx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { dateOfSerial } from './cell-value.js';
import { districtSummary, type DistrictSummaryData } from './district-summary.js';
import { readRegister } from './register.js';
import type { RegisterColumn } from './register-column.js';
import { registerTemplate } from './register-template.js';
import { writeWorkbook } from './writing.js';

const summary: DistrictSummaryData = {
  title: '管城回族区2018年度智能车间申报汇总表',
  note: '填报单位：管城回族区工业和信息化局　2018年6月20日',
  figureTitles: ['设备数控化率（%）', '设备联网率（%）'],
  rows: [
    {
      rank: 1,
      enterprise: '郑州甲示例客车有限公司',
      workshop: '焊装车间',
      creditCode: '91410100MA3X000001',
      figures: [71.25, 80],
      status: '推荐',
    },
    {
      rank: 2,
      enterprise: '河南乙示例䶮制造有限公司',
      workshop: '<A&B> 车间',
      creditCode: '91410100MA3X00002X',
      figures: [70, null],
      status: '退回补正',
    },
  ],
  sample: false,
};

const columns: readonly RegisterColumn[] = [
  { key: 'name', title: '企业名称', titleEn: 'Enterprise', type: 'text', required: true },
  { key: 'code', title: '统一社会信用代码', titleEn: 'Credit code', type: 'text', required: true },
  { key: 'since', title: '列入日期', titleEn: 'Listed on', type: 'date', required: false },
  { key: 'amount', title: '金额（万元）', titleEn: 'Amount', type: 'number', required: false },
  { key: 'kind', title: '类别', titleEn: 'Kind', type: 'choice', required: false, choices: ['失信', '异常'] },
];
const titles = columns.map(({ title }) => title);

type Cells = readonly (readonly (string | number | boolean | null | xlsx.CellObject)[])[];

/** A file as another program writes it. */
function uploaded(cells: Cells, properties: xlsx.WorkbookProperties = {}): Buffer {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(cells as unknown[][]), '数据');
  book.Workbook = { WBProps: properties };
  return xlsx.write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true }) as Buffer;
}

/** A file as another program reads it. */
const opened = (file: Buffer) => xlsx.read(file, { cellFormula: true, cellStyles: true });
const firstSheet = (file: Buffer) => opened(file).Sheets[opened(file).SheetNames[0]!]!;
const cellsOf = (file: Buffer) => xlsx.utils.sheet_to_json<unknown[]>(firstSheet(file), { header: 1, defval: null });
const part = (file: Buffer, path: string) => Buffer.from(unzipSync(file)[path]!).toString('utf8');
const read = (cells: Cells) => readRegister(uploaded(cells), columns);

describe('The summary of a district (县区汇总表)', () => {
  it('has a title, Chinese column titles and one row per enterprise in the order of rank', async () => {
    const [title, note, head, ...rows] = cellsOf(await districtSummary(summary));
    expect(title![0]).toBe(summary.title);
    expect(note![0]).toBe(summary.note);
    expect(head).toEqual([
      ...['序号', '企业名称', '车间名称', '统一社会信用代码', '设备数控化率（%）', '设备联网率（%）', '办理状态'],
    ]);
    expect(rows).toEqual([
      [1, '郑州甲示例客车有限公司', '焊装车间', '91410100MA3X000001', 71.25, 80, '推荐'],
      [2, '河南乙示例䶮制造有限公司', '<A&B> 车间', '91410100MA3X00002X', 70, null, '退回补正'],
    ]);
  });

  it('keeps its head in sight and is printed on A4 across, the head on each page', async () => {
    const file = await districtSummary(summary);
    const sheet = part(file, 'xl/worksheets/sheet1.xml');
    expect(sheet).toMatch(/<pane ySplit="3" topLeftCell="A4"[^>]* state="frozen"\/>/);
    expect(sheet).toMatch(/<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"\/>/);
    expect(part(file, 'xl/workbook.xml')).toContain("'汇总表'!$1:$3");
    expect(firstSheet(file)['!cols']!.map(({ width }) => Math.round(width!))).toEqual([7, 36, 30, 26, 14, 14, 16]);
    expect(firstSheet(file)['!merges']).toHaveLength(2);
  });

  it('is marked 样张 under a manual clock, and only then; the same data give the same bytes', async () => {
    expect(JSON.stringify(cellsOf(await districtSummary({ ...summary, sample: true })))).toMatch(/（样张）.*业务时钟/);
    const file = await districtSummary(summary);
    expect(JSON.stringify(cellsOf(file))).not.toContain('样张');
    expect((await districtSummary(summary)).equals(file)).toBe(true);
  });

  it('makes no formula of what an applicant wrote (CSV injection, OWASP)', async () => {
    const attacks = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=1', '＝1', `=HYPERLINK("http://x","y")`];
    const rows = attacks.map((enterprise, at) => ({ ...summary.rows[0]!, rank: at + 1, enterprise }));
    const sheet = firstSheet(await districtSummary({ ...summary, rows }));
    attacks.forEach((attack, at) => {
      const cell = sheet[`B${at + 4}`] as xlsx.CellObject;
      expect(cell).toMatchObject({ t: 's', v: `'${attack}` });
      expect(cell.f).toBeUndefined();
    });
    expect((sheet['E4'] as xlsx.CellObject).v).toBe(71.25);
  });

  it('refuses a figure that is none', async () => {
    const rows = [{ ...summary.rows[0]!, figures: [Number.NaN, 1] }];
    await expect(districtSummary({ ...summary, rows })).rejects.toThrow('not a figure');
    await expect(districtSummary({ ...summary, figureTitles: ['一项'] })).rejects.toThrow('2 figures, not 1');
  });
});

describe('An uploaded register', () => {
  it('is read by its titles, wherever the columns stand, with dates as text or as the days of a spreadsheet', async () => {
    const head = ['备注', '类别', 'Amount', '列入日期', '统一社会信用代码 / Credit code *', '企业名称'];
    const { rows, problems } = await read([
      ['失信企业名单'],
      head,
      ['x', '失信', 12.5, '2018-06-20', '91410100MA3X000001', ' 甲公司 '],
      [],
      [null, '异常', '-3', 43271, 123456, '乙公司䶮'],
      [null, null, null, null, '0010', '丙公司'],
    ]);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        row: 3,
        values: { name: '甲公司', code: '91410100MA3X000001', since: '2018-06-20', amount: 12.5, kind: '失信' },
      },
      { row: 5, values: { name: '乙公司䶮', code: '123456', since: '2018-06-20', amount: -3, kind: '异常' } },
      { row: 6, values: { name: '丙公司', code: '0010', since: null, amount: null, kind: null } },
    ]);
  });

  it('counts the days of a spreadsheet without a time zone, from 1900 with its day that never was, or from 1904', async () => {
    const days = [1, 59, 60, 61, 43271, 43271.99, 2958465, 2958466, 0, -1, Number.NaN];
    expect(days.map((day) => dateOfSerial(day, false))).toEqual([
      ...['1900-01-01', '1900-02-28', null, '1900-03-01', '2018-06-20', '2018-06-20', '9999-12-31'],
      ...[null, null, null, null],
    ]);
    expect(dateOfSerial(41809, true)).toBe('2018-06-20');
    expect(dateOfSerial(0, true)).toBe('1904-01-01');
    const file = uploaded([titles, ['甲', 'A', 41809, null, null]], { date1904: true });
    expect((await readRegister(file, columns)).rows[0]!.values['since']).toBe('2018-06-20');
  });

  it('reports every bad cell with its row, column and reason, and passes on the good rows', async () => {
    const { rows, problems } = await read([
      titles,
      ['甲', '', '2018-02-29', 'viel', '其他'],
      [null, 1234567890123456, 20180620, true, 7],
      [true, 'A', '2018/6/20', null, null],
      ['乙', { t: 'n', v: 2, f: '1+1' }, null, null, null],
      ['丙', 'C', null, null, null],
    ]);
    expect(problems.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      '2 统一社会信用代码 missing',
      '2 列入日期 wrong-type',
      '2 金额（万元） wrong-type',
      '2 类别 unknown-choice',
      '3 企业名称 missing',
      '3 统一社会信用代码 wrong-type',
      '3 列入日期 wrong-type',
      '3 金额（万元） wrong-type',
      '3 类别 unknown-choice',
      '4 企业名称 wrong-type',
      '4 列入日期 wrong-type',
      '5 统一社会信用代码 formula',
    ]);
    expect(problems[3]!.params).toEqual({ choices: '失信、异常' });
    expect(rows.map(({ row }) => row)).toEqual([6]);
  });

  it('takes a formula in a column that nobody asked for as a problem, too', async () => {
    const { rows, problems } = await read([
      [...titles, '备注'],
      ['甲', 'A', null, null, null, { t: 's', v: '', f: 'NOW()' }],
    ]);
    expect(problems).toEqual([{ row: 2, column: '备注', code: 'formula', params: {} }]);
    expect(rows).toEqual([]);
  });

  it('is not read when a required column is missing or one is there twice', async () => {
    expect(await read([['企业名称'], ['甲']])).toEqual({
      rows: [],
      problems: [{ row: 1, column: '统一社会信用代码', code: 'missing-column', params: {} }],
    });
    expect(
      await read([
        [...titles, 'Enterprise'],
        ['甲', 'A'],
      ]),
    ).toEqual({
      rows: [],
      problems: [{ row: 1, column: '企业名称', code: 'duplicate-column', params: {} }],
    });
    expect((await read([['甲', 'A']])).problems.map(({ code }) => code)).toEqual(columns.map(() => 'missing-column'));
  });

  const whole = (code: string, params = expect.any(Object) as unknown) => ({
    rows: [],
    problems: [{ row: null, column: null, code, params }],
  });

  it('may have 20,000 rows and 50 columns, and no more', async () => {
    const rows = (count: number) => Array.from({ length: count }, (_, at) => [`公司${at}`, 'A']);
    expect((await read([titles, ...rows(20_000)])).rows).toHaveLength(20_000);
    expect(await read([titles, ...rows(20_001)])).toEqual(whole('too-many-rows', { rows: 20_001, maxRows: 20_000 }));
    const wide = [...titles, ...Array.from({ length: 46 }, (_, at) => `列${at}`)];
    expect((await read([wide.slice(0, 50), ['甲', 'A']])).problems).toEqual([]);
    expect(await read([wide, ['甲', 'A']])).toEqual(whole('too-many-columns', { column: 51, maxColumns: 50 }));
  });

  it('is refused by its size before anything is unpacked', async () => {
    expect(await readRegister(new Uint8Array(5 * 1024 * 1024 + 1), columns)).toEqual(whole('too-large'));
    const bomb = zipSync({ ...unzipSync(uploaded([titles])), 'xl/media/zeros': new Uint8Array(101 * 1024 * 1024) });
    expect(bomb.byteLength).toBeLessThan(1024 * 1024);
    expect(await readRegister(bomb, columns)).toEqual(whole('too-large'));
  });

  it('that unpacks to more than it says is given up as soon as it does', async () => {
    const sheet = 'xl/worksheets/sheet1.xml';
    const file = Buffer.from(
      zipSync({
        ...unzipSync(uploaded([titles])),
        [sheet]: strToU8(`<worksheet>${' '.repeat(90_000_000)}</worksheet>`),
      }),
    );
    const entry = file.lastIndexOf(sheet) - 46;
    expect(file.readUInt32LE(entry)).toBe(0x02014b50);
    file.writeUInt32LE(1000, entry + 24);
    const before = process.memoryUsage().arrayBuffers;
    expect(await readRegister(file, columns)).toEqual(whole('unreadable'));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  it('that is no workbook, or defines entities, is unreadable and does no harm', async () => {
    expect(await readRegister(strToU8('企业名称,代码'), columns)).toEqual(whole('unreadable'));
    expect(await readRegister(new Uint8Array(), columns)).toEqual(whole('unreadable'));
    expect(await readRegister(zipSync({ 'a.txt': strToU8('a') }), columns)).toEqual(whole('unreadable'));
    const laughs = '<!DOCTYPE x [<!ENTITY a "ha">]><worksheet><sheetData/></worksheet>';
    const parts = { ...unzipSync(uploaded([titles])), 'xl/worksheets/sheet1.xml': strToU8(laughs) };
    expect(await readRegister(zipSync(parts), columns)).toEqual(whole('unreadable'));
  });
});

describe('The template of a register', () => {
  it('has the titles in its first sheet, explains each column in its second, and holds no row', async () => {
    const file = await registerTemplate(columns);
    expect(await readRegister(file, columns)).toEqual({ rows: [], problems: [] });
    const book = opened(file);
    expect(book.SheetNames).toEqual(['数据', '填写说明']);
    expect(cellsOf(file)[0]).toEqual(expect.arrayContaining(['企业名称 / Enterprise *', '类别 / Kind']));
    const explained = xlsx.utils.sheet_to_json<string[]>(book.Sheets['填写说明']!, { header: 1 });
    expect(explained.slice(3).map(([title]) => title)).toEqual(columns.map((c) => `${c.title} / ${c.titleEn}`));
    expect(explained.flat().join()).toContain('失信；异常');
    expect(part(file, 'xl/worksheets/sheet1.xml')).toContain('<formula1>"失信,异常"</formula1>');
  });

  it('is read back as it was written, also what had to be made inert or cannot stand in XML', async () => {
    const texts = ['=1+1', "'=1", '-', '_x0041_', 'a\u0000b\u000bc', '𬭎<&>"\'', '一\n二'];
    const rows = texts.map((text) => [text, 'A'].map((value) => ({ value, look: 'text' as const })));
    const head = titles.slice(0, 2).map((value) => ({ value, look: 'head' as const }));
    const file = writeWorkbook([{ name: '数据', widths: [20, 20], rows: [head, ...rows], frozenRows: 1 }]);
    const reading = await readRegister(file, columns);
    expect(reading.rows.map(({ values }) => values['name'])).toEqual(['=1+1', '=1', ...texts.slice(2)]);
  });
});
