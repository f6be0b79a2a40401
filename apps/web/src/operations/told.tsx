import { useState } from 'react';
import { Card, Segmented, Table, Tag } from 'antd';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { ToldList } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { BAD, CARE, GOOD } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';

type State = ToldList['items'][number]['state'];

const STATES = ['all', 'failed', 'pending', 'sent', 'written'] as const;
const COLOURS = { written: GOOD, sent: GOOD, pending: CARE, failed: BAD } as const satisfies {
  readonly [state in State]: string;
};

/** Who was told of what, on which way, when, and whether it has arrived. */
export function Told() {
  const { t, read, language } = useTexts('operations');
  const [state, setState] = useState<(typeof STATES)[number]>('all');
  const found = useQuery({
    queryKey: ['operations', 'deliveries', state],
    queryFn: async () =>
      (await ask<ToldList>('GET', `operations/deliveries?limit=100${state === 'all' ? '' : `&state=${state}`}`)).items,
    refetchInterval: 15_000,
  });
  return (
    <Card size="small" title={t('told')}>
      <Segmented
        aria-label={t('told.state')}
        value={state}
        onChange={setState}
        options={STATES.map((one) => ({ value: one, label: t(`told.${one}`) }))}
        style={{ marginBottom: 12 }}
      />
      <Loaded query={found}>
        {(items) => (
          <Table
            size="small"
            pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: 'max-content' }}
            rowKey="id"
            dataSource={items}
            columns={[
              { title: t('told.at'), key: 'at', render: (_, { recordedAt }) => instantText(recordedAt, language) },
              { title: t('told.who'), key: 'who', render: (_, { recipient }) => read(recipient.name) },
              {
                title: t('told.what'),
                key: 'what',
                render: (_, { what, caseId }) =>
                  caseId === null ? (
                    read(what)
                  ) : (
                    <Link to="/operations/cases/$id" params={{ id: caseId }}>
                      {caseId} {read(what)}
                    </Link>
                  ),
              },
              { title: t('told.how'), key: 'how', render: (_, { channel }) => t(`channel.${channel}`) },
              {
                title: t('told.state'),
                key: 'state',
                render: (_, { state: now, attempts }) => (
                  <>
                    <Tag color={COLOURS[now]}>{t(`told.${now}`)}</Tag>
                    {attempts > 1 && t('told.attempts', { attempts })}
                  </>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
