import { useState } from 'react';
import { Alert, Button, Flex, Modal, Table } from 'antd';
import type { Row, Section } from '@vermilion/domain';
import { LongText } from '../kit/long-text.js';
import { useTexts } from '../texts/texts.js';
import { BareInput } from './field-input.js';
import { pastedRows } from './pasted-rows.js';
import type { Draft } from './use-draft.js';

interface Props {
  readonly section: Section;
  readonly rows: readonly Row[];
  readonly draft: Draft;
  readonly change: (rows: readonly Row[]) => void;
}

/** A table of the form: typed, or pasted from a spreadsheet; each row says what is wrong with it. */
export function RowsEditor({ section, rows, draft, change }: Props) {
  const { t, read, language } = useTexts('enterprise');
  const [pasting, setPasting] = useState(false);
  const faultsOf = (index: number) => draft.problems.filter(({ at }) => at.startsWith(`${section.id}[${index}]`));
  const set = (index: number, row: Row) => change(rows.map((one, at) => (at === index ? row : one)));
  return (
    <>
      <Flex gap={8} style={{ marginBottom: 8 }}>
        <Button onClick={() => change([...rows, { seq: rows.length + 1 }])}>{t('rows.add')}</Button>
        <Button onClick={() => setPasting(true)}>{t('rows.paste')}</Button>
      </Flex>
      <Table
        size="small"
        pagination={rows.length > 50 ? { pageSize: 50 } : false}
        scroll={{ x: 'max-content' }}
        rowKey={(_, index) => String(index)}
        dataSource={rows.map((row, index) => ({ row, index }))}
        columns={[
          ...section.fields.map((field) => ({
            title: read(field.label),
            key: field.id,
            render: (_: unknown, { row, index }: { readonly row: Row; readonly index: number }) => (
              <BareInput
                id={`${section.id}[${index}].${field.id}`}
                field={field}
                value={row[field.id]}
                change={(value) => set(index, { ...row, [field.id]: value })}
              />
            ),
          })),
          {
            title: t('rows.faults'),
            key: 'faults',
            render: (_, { index }) =>
              faultsOf(index).map((fault) => (
                <div key={`${fault.at} ${fault.code}`}>{language === 'en' ? fault.en : fault.message}</div>
              )),
          },
          {
            title: t('rows.remove'),
            key: 'remove',
            render: (_, { index }) => (
              <Button
                size="small"
                aria-label={t('rows.removeNumber', { number: index + 1 })}
                onClick={() => change(rows.filter((_one, at) => at !== index))}
              >
                {t('rows.remove')}
              </Button>
            ),
          },
        ]}
      />
      {pasting && (
        <Pasting section={section} close={() => setPasting(false)} take={(more) => change([...rows, ...more])} />
      )}
    </>
  );
}

function Pasting({
  section,
  close,
  take,
}: {
  readonly section: Section;
  readonly close: () => void;
  readonly take: (rows: readonly Row[]) => void;
}) {
  const { t, read } = useTexts('enterprise');
  const [text, setText] = useState('');
  const { rows, faults } = pastedRows(section, text, { yes: t('yes'), no: t('no') });
  return (
    <Modal
      open
      title={t('paste')}
      okText={t('paste.take', { count: rows.length })}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: rows.length === 0 || faults.length > 0 }}
      onOk={() => {
        take(rows);
        close();
      }}
      onCancel={close}
      width={800}
    >
      <p>{t('paste.columns', { columns: section.fields.map(({ label }) => read(label)).join(' · ') })}</p>
      <LongText aria-label={t('paste')} rows={8} value={text} onChange={({ target }) => setText(target.value)} />
      {faults.length > 0 && (
        <Alert
          type="error"
          role="alert"
          title={t('paste.faults')}
          description={
            <ul>
              {faults.map(({ row, field, value }) => (
                <li key={`${row} ${field.id}`}>{t('paste.fault', { row, field: read(field.label), value })}</li>
              ))}
            </ul>
          }
        />
      )}
    </Modal>
  );
}
