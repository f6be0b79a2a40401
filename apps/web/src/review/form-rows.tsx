import { Table } from 'antd';
import { valueText, type Row, type Section } from '@vermilion/domain';
import { useTexts } from '../texts/texts.js';

/** A table of the form, as it was filled in. */
export function FormRows({ section, rows }: { readonly section: Section; readonly rows: readonly Row[] }) {
  const { t, read, language } = useTexts('review');
  const words = { yes: t('yes'), no: t('no') };
  return (
    <Table
      size="small"
      pagination={rows.length > 20 ? { pageSize: 20 } : false}
      scroll={{ x: 'max-content' }}
      rowKey={(_, index) => String(index)}
      dataSource={[...rows]}
      columns={section.fields.map((field) => ({
        title: read(field.label),
        key: field.id,
        render: (_: unknown, row: Row) => valueText(field, row[field.id], language, words),
      }))}
    />
  );
}
