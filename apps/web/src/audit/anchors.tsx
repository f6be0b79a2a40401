import { Card, Typography } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { AnchorRecord } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { WHEN_ASKED } from '../kit/paged-table.js';
import { PlainTable } from '../kit/plain-table.js';
import { useTexts } from '../texts/texts.js';

/** The newest anchors over the heads of the chains, to be compared with the file that is kept outside. */
export function Anchors() {
  const { t, language } = useTexts('audit');
  const found = useQuery({
    queryKey: ['audit', 'anchors'],
    queryFn: async () =>
      (await ask<{ readonly items: readonly AnchorRecord[] }>('GET', 'audit/anchors?limit=10')).items,
    ...WHEN_ASKED,
  });
  return (
    <Card size="small" title={t('anchors')}>
      <Loaded query={found}>
        {(items) => (
          <PlainTable
            rowKey="n"
            rows={items}
            columns={[
              { title: t('anchor.n'), dataIndex: 'n' },
              { title: t('at'), key: 'at', render: (_, { at }) => instantText(at, language) },
              {
                title: t('anchor.root'),
                key: 'root',
                render: (_, { root }) => <Typography.Text code>{root}</Typography.Text>,
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
