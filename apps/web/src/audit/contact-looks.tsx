import { Card } from 'antd';
import type { ContactLookPage } from '@vermilion/contracts';
import { instantText } from '../kit/dates.js';
import { PagedTable } from '../kit/paged-table.js';
import { useTexts } from '../texts/texts.js';

/** Who had the contact of a case shown in full, the newest first. */
export function ContactLooks() {
  const { t, language } = useTexts('audit');
  return (
    <Card size="small" title={t('looks')}>
      <PagedTable<ContactLookPage['items'][number]>
        path="audit/contact-looks"
        rowKey="id"
        columns={[
          { title: t('at'), key: 'at', render: (_, { at }) => instantText(at, language) },
          { title: t('case'), dataIndex: 'caseId' },
          { title: t('who'), dataIndex: 'person' },
          { title: t('organisation'), dataIndex: 'organisation' },
        ]}
      />
    </Card>
  );
}
