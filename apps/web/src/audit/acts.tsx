import { Card, Table } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { ActPage } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { Pager, usePages } from '../kit/pager.js';
import { useTexts } from '../texts/texts.js';

/** What the other administrators have done, the newest first. */
export function Acts() {
  const { t, language } = useTexts('audit');
  const pages = usePages();
  const found = useQuery({
    queryKey: ['audit', 'acts', pages.cursor],
    queryFn: () => ask<ActPage>('GET', `audit/acts${pages.cursor === undefined ? '' : `?after=${pages.cursor}`}`),
  });
  return (
    <Card size="small" title={t('acts')}>
      <Loaded query={found}>
        {({ items, next }) => (
          <>
            <Table
              size="small"
              pagination={false}
              scroll={{ x: 'max-content' }}
              rowKey="id"
              dataSource={items}
              columns={[
                { title: t('at'), key: 'at', render: (_, { at }) => instantText(at, language) },
                { title: t('who'), dataIndex: 'person' },
                { title: t('role'), key: 'role', render: (_, { role }) => t(`role.${role}`) },
                { title: t('what'), key: 'what', render: (_, { act }) => t(`act.${act}`) },
                { title: t('about'), key: 'about', render: (_, { about }) => Object.values(about).join(' · ') },
              ]}
            />
            <Pager pages={pages} next={next} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
