import { Card, Table } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { ContactLookPage } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { Pager, usePages } from '../kit/pager.js';
import { useTexts } from '../texts/texts.js';

/** Who had the contact of a case shown in full, the newest first. */
export function ContactLooks() {
  const { t, language } = useTexts('audit');
  const pages = usePages();
  const query = pages.cursor === undefined ? '' : `?after=${pages.cursor}`;
  const found = useQuery({
    queryKey: ['audit', 'contact-looks', pages.cursor],
    queryFn: () => ask<ContactLookPage>('GET', `audit/contact-looks${query}`),
  });
  const columns = [
    { title: t('case'), dataIndex: 'caseId' },
    { title: t('who'), dataIndex: 'person' },
    { title: t('organisation'), dataIndex: 'organisation' },
  ];
  return (
    <Card size="small" title={t('looks')}>
      <Loaded query={found}>
        {({ items, next }) => (
          <>
            <Table
              size="small"
              rowKey="id"
              pagination={false}
              scroll={{ x: 'max-content' }}
              dataSource={items}
              columns={[{ title: t('at'), key: 'at', render: (_, { at }) => instantText(at, language) }, ...columns]}
            />
            <Pager pages={pages} next={next} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
