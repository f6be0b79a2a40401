import { Alert, Card, Table, Tag } from 'antd';
import { Link } from '@tanstack/react-router';
import type { RoundView } from '@vermilion/contracts';
import { CARE, GOOD } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';

type Ranking = NonNullable<RoundView['ranking']>;

/** The order with the cut at the quota, and what would change if one expert had not marked. */
export function CutLine({ round, ranking }: { readonly round: RoundView; readonly ranking: Ranking }) {
  const { t, read } = useTexts('leader');
  const nameOf = (caseId: string) => ranking.find((entry) => entry.caseId === caseId)?.workshopName ?? caseId;
  const { cut, stability } = round;
  return (
    <Card size="small" title={t('ranking')}>
      {cut && <p>{t('cut', { quota: cut.quota, gap: cut.gap ?? '—' })}</p>}
      {stability && (
        <Alert
          type={stability.changes.length === 0 ? 'success' : 'warning'}
          showIcon
          title={t('stability', { tried: stability.tried, unchanged: stability.unchanged })}
          description={
            stability.changes.length > 0 && (
              <ul>
                {stability.changes.map(({ into, out }, index) => (
                  <li key={index}>
                    {t('stability.change', { into: into.map(nameOf).join('、'), out: out.map(nameOf).join('、') })}
                  </li>
                ))}
              </ul>
            )
          }
        />
      )}
      <Table
        size="small"
        pagination={ranking.length > 50 ? { pageSize: 50 } : false}
        scroll={{ x: 'max-content' }}
        rowKey="caseId"
        dataSource={ranking}
        onRow={({ rank }) => ({ style: cut && rank === cut.quota ? { borderBottom: '3px solid #b22c1e' } : {} })}
        columns={[
          { title: t('rank'), dataIndex: 'rank' },
          {
            title: t('workshop'),
            key: 'workshop',
            render: (_, { caseId, workshopName }) => (
              <Link to="/cases/$id" params={{ id: caseId }}>
                {workshopName ?? caseId}
              </Link>
            ),
          },
          { title: t('applicant'), key: 'applicant', render: (_, { applicant }) => read(applicant.name) },
          { title: t('mark'), key: 'mark', render: (_, { mark }) => mark.toFixed(2) },
          {
            title: t('result'),
            key: 'result',
            render: (_, { result }) => (
              <Tag color={result === 'within-quota' ? GOOD : CARE}>{t(`result.${result}`)}</Tag>
            ),
          },
        ]}
      />
    </Card>
  );
}
