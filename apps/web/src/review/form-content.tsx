import { Descriptions, Table, Tabs, Tag } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import { computeFigure, meets, valueText, type Form, type Row, type Section } from '@vermilion/domain';
import { formOf, gatesOf, rowOf, rowsOf } from '../kit/fields.js';
import { BAD, GOOD } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';

/** What was declared, section by section, with the indicators computed once more beside those that were typed. */
export function FormContent({ programme, view }: { readonly programme: ProgrammeView; readonly view: CaseView }) {
  const { t, read } = useTexts('review');
  const form = { ...(view.phase === 'draft' ? view.draft?.form : view.form), ...view.contact } as Form;
  const sections = formOf(programme).sections;
  const items = sections.map((section) => ({
    key: section.id,
    label: read(section.label),
    children: <SectionContent section={section} form={form} />,
  }));
  return (
    <>
      <Figures programme={programme} form={form} />
      <Tabs items={items} aria-label={t('declaration')} />
    </>
  );
}

/** One part of a form, as it was filled in. */
export function SectionContent({ section, form }: { readonly section: Section; readonly form: Form }) {
  if (section.table) return <Rows section={section} rows={rowsOf(form, section)} />;
  return <Fields section={section} form={form} />;
}

function Figures({ programme, form }: { readonly programme: ProgrammeView; readonly form: Form }) {
  const { t, read } = useTexts('review');
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, md: 2 }}
      items={gatesOf(programme).map((gate) => {
        const figure = computeFigure(gate.compute, form);
        const enough = figure !== null && meets(figure, gate.atLeastPercent);
        return {
          key: gate.id,
          label: read(gate.title),
          children: (
            <span>
              {figure === null ? '—' : t('computed', { figure: figure.rounded.toFixed(2) })}{' '}
              <Tag color={enough ? GOOD : BAD}>
                {t(enough ? 'gate.met' : 'gate.missed', { least: gate.atLeastPercent })}
              </Tag>
            </span>
          ),
        };
      })}
    />
  );
}

function Fields({ section, form }: { readonly section: Section; readonly form: Form }) {
  const { t, read, language } = useTexts('review');
  const row = rowOf(form, section);
  const words = { yes: t('yes'), no: t('no') };
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2 }}
      items={section.fields.map((field) => ({
        key: field.id,
        label: read(field.label),
        children: valueText(field, row[field.id], language, words),
      }))}
    />
  );
}

function Rows({ section, rows }: { readonly section: Section; readonly rows: readonly Row[] }) {
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
