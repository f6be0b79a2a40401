import { useState } from 'react';
import { Alert, Modal } from 'antd';
import type { Row, Section } from '@vermilion/domain';
import { LongText } from '../kit/long-text.js';
import { useTexts } from '../texts/texts.js';
import { pastedRows } from './pasted-rows.js';

interface Props {
  readonly section: Section;
  readonly close: () => void;
  readonly take: (rows: readonly Row[]) => void;
}

/** Cells copied from a spreadsheet. Nothing is taken while there is a cell that cannot be read. */
export function Pasting({ section, close, take }: Props) {
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
