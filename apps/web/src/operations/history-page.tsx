import { useState } from 'react';
import { Alert, Segmented, Table, Tag, Typography } from 'antd';
import { Link, useParams } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { HistoryView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './operations.json';

addTexts('operations', texts);

const SOURCES = ['all', 'ledger', 'workflow', 'delivery'] as const;
type Source = (typeof SOURCES)[number];

/** One time line of a case: what the ledger holds, what the engine did, what was delivered to whom. */
export function HistoryPage() {
  const { t, read, language } = useTexts('operations');
  const { id } = useParams({ strict: false });
  const [source, setSource] = useState<Source>('all');
  const found = useQuery({
    queryKey: ['history', id],
    queryFn: () => ask<HistoryView>('GET', `operations/cases/${id}/history`),
  });
  return (
    <Loaded query={found}>
      {({ caseId, entries, missing }) => (
        <>
          <Typography.Title level={1} style={{ fontSize: 24 }}>
            {t('history', { id: caseId })}
          </Typography.Title>
          {missing.length > 0 && <Alert type="warning" title={t('history.missing', { sources: missing.join('、') })} />}
          <p>
            <Link to="/cases/$id" params={{ id: caseId }}>
              {t('history.case')}
            </Link>
          </p>
          <Segmented<Source>
            aria-label={t('history.source')}
            value={source}
            onChange={setSource}
            options={SOURCES.map((one) => ({ value: one, label: t(`source.${one}`) }))}
          />
          <Table
            size="small"
            pagination={{ pageSize: 50 }}
            scroll={{ x: 'max-content' }}
            rowKey={({ source: from, ref, recordedAt }) => `${from} ${ref} ${recordedAt}`}
            dataSource={entries.filter((entry) => source === 'all' || entry.source === source)}
            columns={[
              { title: t('entry.at'), key: 'at', render: (_, { at }) => instantText(at, language) },
              {
                title: t('entry.source'),
                key: 'source',
                render: (_, { source: from }) => <Tag>{t(`source.${from}`)}</Tag>,
              },
              { title: t('entry.what'), key: 'what', render: (_, { what }) => read(what) },
              { title: t('entry.actor'), key: 'actor', render: (_, { actor }) => actor ?? '—' },
              {
                title: t('entry.ref'),
                key: 'ref',
                render: (_, { ref, link }) =>
                  link === null ? (
                    ref
                  ) : (
                    <a href={link} target="_blank" rel="noreferrer">
                      {t('entry.link')}
                    </a>
                  ),
              },
            ]}
          />
        </>
      )}
    </Loaded>
  );
}
