import { useState } from 'react';
import { Flex, Progress, Table, Tag, Upload } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import type { DocumentType } from '@vermilion/domain';
import { documentsOf } from '../kit/fields.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import { upload } from './upload.js';

/** The papers that go with the application: chosen or dropped, with how far the upload has come. */
export function Attachments({ view, programme }: { readonly view: CaseView; readonly programme: ProgrammeView }) {
  const { t } = useTexts('enterprise');
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="id"
      scroll={{ x: 'max-content' }}
      dataSource={[...documentsOf(programme)]}
      columns={[
        { title: t('paper'), key: 'title', render: (_, type) => <PaperName type={type} view={view} /> },
        { title: t('paper.file'), key: 'file', render: (_, type) => <OnePaper type={type} view={view} /> },
      ]}
    />
  );
}

function PaperName({ type, view }: { readonly type: DocumentType; readonly view: CaseView }) {
  const { t, read } = useTexts('enterprise');
  const defects = view.correction?.defects.filter(({ target }) => target === `document:${type.id}`) ?? [];
  return (
    <>
      {read(type.title)} {type.required && <Tag>{t('paper.required')}</Tag>}{' '}
      {type.secondary && <Tag>{t('paper.secondary')}</Tag>}
      {defects.map(({ id, what, how }) => (
        <div key={id} role="note">
          {t('asked', { what: what ?? '', how: how ?? '' })}
        </div>
      ))}
    </>
  );
}

function OnePaper({ type, view }: { readonly type: DocumentType; readonly view: CaseView }) {
  const { t, read } = useTexts('enterprise');
  const queries = useQueryClient();
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const there = view.documents.filter((paper) => paper.type === type.id && paper.state === 'attached');
  const send = async (file: File) => {
    setError(null);
    setShare(0);
    try {
      await upload(view.id, type.id, file, setShare);
      await queries.invalidateQueries({ queryKey: ['case', view.id] });
    } catch (failure) {
      setError(failure);
    }
    setShare(null);
  };
  return (
    <Flex vertical gap={4}>
      {there.map(({ id, name }) => (
        <a key={id} href={`/api/v1/documents/${id}`}>
          {name}
        </a>
      ))}
      <Upload.Dragger
        accept={type.media.join(',')}
        showUploadList={false}
        customRequest={({ file }) => void send(file as File)}
        aria-label={t('paper.choose', { title: read(type.title) })}
      >
        {t(there.length > 0 ? 'paper.replace' : 'paper.drop', { title: read(type.title) })}
      </Upload.Dragger>
      {share !== null && <Progress percent={Math.round(share * 100)} size="small" />}
      {error !== null && <ProblemAlert error={error} />}
    </Flex>
  );
}
