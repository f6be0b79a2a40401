import { zipSync } from 'fflate';
import { cellText, columnLetters, xml } from './cell-text.js';
import { inert } from './inert.js';

/** How a cell looks; the order is that of `cellFormats` in the file. */
const looks = ['plain', 'title', 'head', 'text', 'number', 'note'] as const;
export type Look = (typeof looks)[number];

export interface WrittenCell {
  readonly value: string | number | null;
  readonly look: Look;
}

export interface WrittenSheet {
  readonly name: string;
  /** In characters, one per column. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly WrittenCell[])[];
  /** How cells look that are typed into later, one per column. */
  readonly blank?: readonly Look[];
  /** Rows that stay in sight, and are printed on every page. */
  readonly frozenRows: number;
  /** Rows whose first cell spans all columns, counted from 1. */
  readonly spanned?: readonly number[];
  /** Choices for the cells of a column, counted from 1, below the frozen rows. */
  readonly choices?: ReadonlyMap<number, readonly string[]>;
  /** Printed in the middle under every page, before the page number. */
  readonly footer?: string;
}

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** The archive needs a time; the first that it can hold says nothing. Its parts are read in local time. */
const noTime = new Date(1980, 0, 1);

/** An .xlsx of these sheets (ECMA-376), laid out for A4 across; the same sheets give the same bytes. */
export function writeWorkbook(sheets: readonly WrittenSheet[]): Buffer {
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': relationsXml([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbookXml(sheets),
    'xl/_rels/workbook.xml.rels': relationsXml([
      ...sheets.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': stylesXml,
  };
  sheets.forEach((sheet, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(sheet);
  });
  const files = Object.entries(parts).map(([path, content]) => [path, Buffer.from(declaration + content)] as const);
  return Buffer.from(zipSync(Object.fromEntries(files), { mtime: noTime, level: 6 }));
}

function contentTypes(sheets: number): string {
  const type = (part: string, kind: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  return [
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    type('workbook', 'sheet.main'),
    type('styles', 'styles'),
    ...Array.from({ length: sheets }, (_, at) => type(`worksheets/sheet${at + 1}`, 'worksheet')),
    '</Types>',
  ].join('');
}

function relationsXml(targets: readonly [kind: string, target: string][]): string {
  const entries = targets.map(
    ([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${relations}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packageRelations}">${entries.join('')}</Relationships>`;
}

function workbookXml(sheets: readonly WrittenSheet[]): string {
  const names = sheets.map(({ name }, at) => `<sheet name="${xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  const repeated = sheets.flatMap(({ name, frozenRows }, at) =>
    frozenRows > 0
      ? `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${xml(name)}'!$1:$${frozenRows}</definedName>`
      : [],
  );
  const defined = repeated.length > 0 ? `<definedNames>${repeated.join('')}</definedNames>` : '';
  return `<workbook xmlns="${spreadsheet}" xmlns:r="${relations}"><sheets>${names.join('')}</sheets>${defined}</workbook>`;
}

function sheetXml(sheet: WrittenSheet): string {
  const { widths, rows, frozenRows, spanned = [], blank = [], footer } = sheet;
  const columns = widths.map((width, at) => {
    const look = looks.indexOf(blank[at] ?? 'plain');
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" style="${look}" customWidth="1"/>`;
  });
  const pane = `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`;
  const last = columnLetters(widths.length);
  const merged = spanned.map((row) => `<mergeCell ref="A${row}:${last}${row}"/>`);
  return [
    `<worksheet xmlns="${spreadsheet}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView workbookViewId="0">${frozenRows > 0 ? pane : ''}</sheetView></sheetViews>`,
    `<cols>${columns.join('')}</cols>`,
    `<sheetData>${rows.map(rowXml).join('')}</sheetData>`,
    merged.length > 0 ? `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>` : '',
    validations(sheet),
    '<printOptions horizontalCentered="1"/>',
    '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    `<headerFooter><oddFooter>${xml(`&C${footer ? `${footer.replaceAll('&', '&&')}  ` : ''}— &P —`)}</oddFooter></headerFooter>`,
    '</worksheet>',
  ].join('');
}

/** In points; other rows grow with their text. */
const heights: ReadonlyMap<Look, number> = new Map([
  ['title', 36],
  ['head', 30],
]);

function rowXml(cells: readonly WrittenCell[], at: number): string {
  const height = heights.get(cells[0]?.look ?? 'plain');
  const format = height ? ` ht="${height}" customHeight="1"` : '';
  const row = at + 1;
  return `<row r="${row}"${format}>${cells.map((cell, column) => cellXml(cell, `${columnLetters(column + 1)}${row}`)).join('')}</row>`;
}

/** Texts stand in the cell itself, typed as text: no spreadsheet reads them as anything else. */
function cellXml({ value, look }: WrittenCell, reference: string): string {
  const opening = `<c r="${reference}" s="${looks.indexOf(look)}"`;
  if (value === null || value === '') return `${opening}/>`;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`not a figure: ${value}`);
    return `${opening}><v>${value}</v></c>`;
  }
  return `${opening} t="inlineStr"><is><t xml:space="preserve">${cellText(inert(value))}</t></is></c>`;
}

/** Excel takes at most 255 characters of choices in one cell's list; longer ones are named in the explanation only. */
const longestList = 255;
const lastRow = 1_048_576;

function validations({ choices, frozenRows }: WrittenSheet): string {
  const lists = [...(choices ?? [])].flatMap(([column, values]) => {
    const list = values.join(',');
    if (list.length > longestList || values.some((value) => /[,"]/u.test(value))) return [];
    const range = `${columnLetters(column)}${frozenRows + 1}:${columnLetters(column)}${lastRow}`;
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${range}"><formula1>"${xml(list)}"</formula1></dataValidation>`;
  });
  return lists.length > 0 ? `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>` : '';
}

const font = (size: number, bold: boolean) =>
  `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="宋体"/><family val="1"/></font>`;
const side = (name: string) => `<${name} style="thin"><color auto="1"/></${name}>`;
const format = (options: string, alignment: string) =>
  `<xf xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyNumberFormat="1" ${options}><alignment vertical="center" ${alignment}/></xf>`;

/** One cell format for each of `looks`. Number format 49 is text: what is typed there stays as typed. */
const stylesXml = [
  `<styleSheet xmlns="${spreadsheet}">`,
  `<fonts count="4">${font(11, false)}${font(16, true)}${font(11, true)}${font(10, false)}</fonts>`,
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFF3E4E1"/><bgColor indexed="64"/></patternFill></fill></fills>',
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>`,
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${looks.length}">`,
  format('numFmtId="0" fontId="0" fillId="0" borderId="0"', ''),
  format('numFmtId="0" fontId="1" fillId="0" borderId="0"', 'horizontal="center"'),
  format('numFmtId="49" fontId="2" fillId="2" borderId="1"', 'horizontal="center" wrapText="1"'),
  format('numFmtId="49" fontId="0" fillId="0" borderId="1"', 'wrapText="1"'),
  format('numFmtId="0" fontId="0" fillId="0" borderId="1"', 'horizontal="right"'),
  format('numFmtId="49" fontId="3" fillId="0" borderId="0"', 'wrapText="1"'),
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join('');
