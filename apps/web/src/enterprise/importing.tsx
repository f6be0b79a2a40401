import { useState } from 'react';
import { Alert, Button, Flex, Modal, Radio, Spin, Table, Upload } from 'antd';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { TableReading } from '@vermilion/contracts';
import type { Row, Section } from '@vermilion/domain';
import { ask } from '../api/client.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const NOTHING: TableReading = { rows: [], faults: [] };

interface Props {
  readonly id: string;
  readonly section: Section;
  /** How many rows the table has already. */
  readonly there: number;
  readonly close: () => void;
  readonly add: (rows: readonly Row[]) => void;
  readonly replace: (rows: readonly Row[]) => void;
}

/** A workbook: the server reads it and says row by row what is wrong; the person sees that first, and decides what is taken. */
export function Importing({ id, section, there, close, add, replace }: Props) {
  const { t } = useTexts('enterprise');
  const [how, setHow] = useState<'add' | 'replace'>('add');
  const place = `cases/${id}/form/tables/${section.id}`;
  const reading = useMutation({
    mutationFn: (file: File) =>
      ask<TableReading>('POST', `${place}/reading`, { file: new Blob([file], { type: WORKBOOK }) }),
  });
  const { rows, faults } = reading.data ?? NOTHING;
  const take = () => {
    (how === 'add' ? add : replace)(rows);
    close();
  };
  return (
    <Modal
      open
      width={860}
      title={t('import')}
      onCancel={close}
      footer={
        <Flex gap={8} wrap justify="end">
          <Button onClick={close}>{t('cancel')}</Button>
          {rows.length > 0 && (
            <Button type={faults.length === 0 ? 'primary' : 'default'} onClick={take}>
              {t(faults.length === 0 ? 'import.take' : 'import.sound', { count: rows.length })}
            </Button>
          )}
        </Flex>
      }
    >
      <Flex vertical gap={12}>
        <span>
          {t('import.how')} <a href={`/api/v1/${place}/template.xlsx`}>{t('import.template')}</a>
        </span>
        <Upload.Dragger
          accept=".xlsx"
          showUploadList={false}
          beforeUpload={(file) => {
            reading.mutate(file);
            return false;
          }}
        >
          {t('import.file')}
        </Upload.Dragger>
        <Outcome reading={reading} />
        {rows.length > 0 && there > 0 && (
          <Radio.Group
            value={how}
            onChange={({ target }) => setHow(target.value as 'add' | 'replace')}
            options={[
              { value: 'add', label: t('import.add') },
              { value: 'replace', label: t('import.replace', { there }) },
            ]}
          />
        )}
      </Flex>
    </Modal>
  );
}

/** How far the reading has come. */
function Outcome({ reading }: { readonly reading: UseMutationResult<TableReading, Error, File> }) {
  const { t } = useTexts('enterprise');
  const { data, error, variables } = reading;
  const name = variables?.name ?? '';
  if (reading.isPending) return <Spin description={t('import.reading', { name })} />;
  if (error) return <ProblemAlert error={error} />;
  if (!data) return null;
  return (
    <div role="status">
      {t('import.read', { name, rows: data.rows.length })}
      <Faults faults={data.faults} />
    </div>
  );
}

/** Where in the spreadsheet, what, and how to put it right. */
function Faults({ faults }: { readonly faults: TableReading['faults'] }) {
  const { t, read } = useTexts('enterprise');
  if (faults.length === 0) return null;
  return (
    <>
      <Alert type="error" showIcon role="alert" title={t('import.faults', { count: faults.length })} />
      <Table
        size="small"
        pagination={faults.length > 20 ? { pageSize: 20 } : false}
        rowKey={({ row, column, code }) => `${row} ${column?.zh} ${code}`}
        dataSource={[...faults]}
        columns={[
          { title: t('import.row'), key: 'row', render: (_, { row }) => row ?? '—' },
          { title: t('import.column'), key: 'column', render: (_, { column }) => (column ? read(column) : '—') },
          { title: t('import.what'), key: 'what', render: (_, { message }) => read(message) },
          { title: t('import.remedy'), key: 'remedy', render: (_, { remedy }) => read(remedy) },
        ]}
      />
    </>
  );
}
