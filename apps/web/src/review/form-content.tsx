import { lazy, Suspense } from 'react';
import { Collapse, Descriptions, Skeleton, Tabs } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import { valueText, type Form, type Section } from '@vermilion/domain';
import { formOf, rowOf, rowsOf } from '../kit/fields.js';
import { useNarrow } from '../kit/use-narrow.js';
import { useTexts } from '../texts/texts.js';
import { useContact } from './contact.js';
import { Figures } from './figures.js';

/** The table comes with the part that has one. */
const FormRows = lazy(async () => ({ default: (await import('./form-rows.js')).FormRows }));

/** What was declared, section by section, with the indicators computed once more beside those that were typed. A telephone has no room for tabs. */
export function FormContent({ programme, view }: { readonly programme: ProgrammeView; readonly view: CaseView }) {
  const { t, read } = useTexts('review');
  const narrow = useNarrow();
  const { contact, more } = useContact(view);
  const form = { ...(view.phase === 'draft' ? view.draft?.form : view.form), ...contact } as Form;
  const sections = formOf(programme).sections;
  const items = sections.map((section) => ({
    key: section.id,
    label: read(section.label),
    children: (
      <>
        {section.personal && more}
        <SectionContent section={section} form={form} />
      </>
    ),
  }));
  return (
    <>
      <Figures programme={programme} form={form} />
      {narrow ? (
        <Collapse size="small" defaultActiveKey={sections[0]?.id ?? ''} items={items} />
      ) : (
        <Tabs items={items} aria-label={t('declaration')} />
      )}
    </>
  );
}

/** One part of a form, as it was filled in. */
export function SectionContent({ section, form }: { readonly section: Section; readonly form: Form }) {
  if (!section.table) return <Fields section={section} form={form} />;
  return (
    <Suspense fallback={<Skeleton active />}>
      <FormRows section={section} rows={rowsOf(form, section)} />
    </Suspense>
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
