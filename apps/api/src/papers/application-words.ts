import { type CaseView, type DocumentView } from '@vermilion/contracts';
import { dateOf, valueText, type Field, type Form, type Procedure, type Row, type Section } from '@vermilion/domain';
import { chineseDate, type ApplicationFileData, type TableColumn } from '@vermilion/papers';

/** A version of an application that is to be printed. */
export interface Printed {
  readonly form: Form;
  readonly documents: readonly DocumentView[];
  readonly version: number;
  readonly hash: string;
  /** When it was received, or saved. */
  readonly at: string;
  readonly submitted: boolean;
}

const YES_NO = { yes: '是', no: '否' };
const NOTE =
  '版本指纹是对本件所列申报内容与材料（不含联系人等个人信息）计算的SHA-256值；提交回执、案卷页面与本件的版本指纹一致，即为同一版本。';

/** The application in words: the form in the order of the procedure, the equipment, the documents with their hashes. */
export function applicationFileOf(
  procedure: Procedure,
  { id, applicant }: Pick<CaseView, 'id' | 'applicant'>,
  printed: Printed,
  sample: boolean,
): ApplicationFileData {
  const { version, hash, at, submitted } = printed;
  const when = submitted
    ? `${chineseDate(dateOf(at))}${at.slice(11, 16)}收到`
    : `草稿，尚未提交（${chineseDate(dateOf(at))}${at.slice(11, 16)}保存）`;
  return {
    title: `${procedure.title.zh}申报书`,
    applicant: applicant.name.zh,
    lines: [applicant.name.zh, `申报编号${id}　第${version}版　${when}`],
    parts: [
      ...procedure.form.sections.map((section) => partOf(section, printed.form)),
      documentsPart(procedure, printed.documents),
    ].map((part, at) => ({ ...part, heading: `${at + 1}．${part.heading}` })),
    note: NOTE,
    foot: `${id}　第${version}版${submitted ? '' : '（草稿）'}　版本指纹 ${hash}`,
    on: dateOf(at),
    sample,
  };
}

function partOf(section: Section, form: Form) {
  const content = form[section.id];
  if (section.table) return tablePart(section, Array.isArray(content) ? (content as readonly Row[]) : []);
  const row = content === undefined || Array.isArray(content) ? {} : (content as Row);
  return {
    heading: section.label.zh,
    columns: [column('项目', 2), column('内容', 3)],
    rows: section.fields.map((field) => [field.label.zh, said(field, row)]),
  };
}

function tablePart(section: Section, rows: readonly Row[]) {
  return {
    heading: `${section.label.zh}（共${rows.length}行）`,
    columns: section.fields.map(({ label, type }) => column(label.zh, type === 'text' ? 3 : 2)),
    rows: rows.map((row) => section.fields.map((field) => said(field, row))),
  };
}

function documentsPart(procedure: Procedure, documents: readonly DocumentView[]) {
  const listed = procedure.documents.map(({ id, title }) => ({
    title,
    found: documents.find(({ type }) => type === id),
  }));
  return {
    heading: '材料清单',
    columns: [column('材料', 3), column('文件', 3), column('大小（字节）', 2), column('SHA-256', 5)],
    rows: listed.map(({ title, found }) => [
      title.zh,
      found?.name ?? '未附',
      found ? String(found.bytes) : '—',
      found?.sha256 ?? '—',
    ]),
  };
}

function said(field: Field, row: Row): string {
  return valueText(field, row[field.id], 'zh', YES_NO);
}

function column(title: string, share: number): TableColumn {
  return { title, share, align: 'left' };
}
