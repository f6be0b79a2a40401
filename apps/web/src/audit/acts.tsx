import { Card } from 'antd';
import type { ActPage } from '@vermilion/contracts';
import { instantText } from '../kit/dates.js';
import { PagedTable } from '../kit/paged-table.js';
import { useTexts } from '../texts/texts.js';
import './audit-texts.js';

const LISTS = { others: 'audit/acts', auditor: 'security/audit-acts' } as const;

/** What administrators have done, the newest first: the other two for the audit administrator, the audit administrator for security. */
export function Acts({ of }: { readonly of: keyof typeof LISTS }) {
  const { t, language } = useTexts('audit');
  return (
    <Card size="small" title={of === 'others' ? t('acts') : t('watching')}>
      <PagedTable<ActPage['items'][number]>
        path={LISTS[of]}
        rowKey="id"
        columns={[
          { title: t('at'), key: 'at', render: (_, { at }) => instantText(at, language) },
          { title: t('who'), dataIndex: 'person' },
          { title: t('role'), key: 'role', render: (_, { role }) => t(`role.${role}`) },
          { title: t('what'), key: 'what', render: (_, { act }) => t(`act.${act}`) },
          { title: t('about'), key: 'about', render: (_, { about }) => Object.values(about).join(' · ') },
        ]}
      />
    </Card>
  );
}
