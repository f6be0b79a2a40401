import { Card } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { IncidentView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { PlainTable } from '../kit/plain-table.js';
import { useTexts } from '../texts/texts.js';
import { detailsOf, kindOf } from './incident-words.js';

/** What people must look at; nothing is shown while there is nothing: the figures above say so. */
export function Incidents() {
  const { t, read, language } = useTexts('operations');
  const found = useQuery({
    queryKey: ['incidents'],
    queryFn: async () => (await ask<{ readonly items: readonly IncidentView[] }>('GET', 'operations/incidents')).items,
    refetchInterval: 10_000,
  });
  return (
    <Loaded query={found}>
      {(items) =>
        items.length > 0 && (
          <Card size="small" title={t('incidents')}>
            <PlainTable
              rowKey="id"
              rows={items}
              columns={[
                { title: t('incident.what'), key: 'kind', render: (_, { kind }) => read(kindOf(kind)) },
                {
                  title: t('incident.detail'),
                  key: 'detail',
                  render: (_, { detail }) => detailsOf(detail).map((line) => <div key={line.en}>{read(line)}</div>),
                },
                { title: t('incident.subject'), dataIndex: 'subject' },
                {
                  title: t('incident.since'),
                  key: 'since',
                  render: (_, { openedAt }) => instantText(openedAt, language),
                },
              ]}
            />
          </Card>
        )
      }
    </Loaded>
  );
}
