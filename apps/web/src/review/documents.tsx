import { Button, Card, Modal, Table } from 'antd';
import { useEffect, useState } from 'react';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import { documentsOf } from '../kit/fields.js';
import { useTexts } from '../texts/texts.js';

type Paper = CaseView['documents'][number];

/** The papers of the application, to be looked at beside it. */
export function Documents({
  view,
  programme,
}: {
  readonly view: CaseView;
  readonly programme: ProgrammeView | undefined;
}) {
  const { t, read } = useTexts('review');
  const [shown, show] = useState<Paper | null>(null);
  const titles = new Map((programme ? documentsOf(programme) : []).map(({ id, title }) => [id, title]));
  const papers = view.documents.filter(({ state }) => state === 'attached');
  return (
    <Card title={t('papers', { count: papers.length })} size="small">
      <Table
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        rowKey="id"
        dataSource={papers}
        columns={[
          { title: t('paper.type'), key: 'type', render: (_, { type }) => read(titles.get(type)) || type },
          { title: t('paper.name'), dataIndex: 'name' },
          { title: t('paper.size'), key: 'bytes', render: (_, { bytes }) => `${Math.ceil(bytes / 1024)} KB` },
          { title: t('paper.hash'), key: 'sha256', render: (_, { sha256 }) => <code>{sha256.slice(0, 12)}</code> },
          {
            title: t('paper.look'),
            key: 'look',
            render: (_, paper) => (
              <Button size="small" onClick={() => show(paper)}>
                {t('paper.open', { name: paper.name })}
              </Button>
            ),
          },
        ]}
      />
      {shown && <Paper paper={shown} close={() => show(null)} />}
    </Card>
  );
}

/** The bytes as the server has checked them, shown by the browser and never run. */
function Paper({ paper, close }: { readonly paper: Paper; readonly close: () => void }) {
  const { t } = useTexts('review');
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    const load = async () => {
      const answer = await fetch(`/api/v1/documents/${paper.id}`);
      made = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: paper.media }));
      setAddress(made);
    };
    void load();
    return () => {
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [paper]);
  return (
    <Modal
      open
      title={paper.name}
      onCancel={close}
      footer={<a href={`/api/v1/documents/${paper.id}`}>{t('paper.keep')}</a>}
      width="90vw"
    >
      {address !== null &&
        (paper.media === 'application/pdf' ? (
          <iframe title={paper.name} src={address} style={{ width: '100%', height: '70vh', border: 0 }} />
        ) : (
          <img alt={paper.name} src={address} style={{ maxWidth: '100%' }} />
        ))}
    </Modal>
  );
}
