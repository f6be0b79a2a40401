import { Card, Table } from 'antd';
import type { DistrictStanding, RoundBoard, RoundView } from '@vermilion/contracts';
import { BAD } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';

const FIGURES = ['cases', 'running', 'recommended', 'candidates', 'listed', 'awarded'] as const;

/** The districts side by side: what each has, what is late, what it has recommended, what came of it. */
export function Districts({ board, round }: { readonly board: RoundBoard; readonly round: RoundView }) {
  const { t, read } = useTexts('leader');
  const cap = round.terms?.districtCap ?? 0;
  return (
    <Card size="small" title={t('districts')}>
      <Table<DistrictStanding>
        size="small"
        pagination={false}
        scroll={{ x: 'max-content' }}
        rowKey={({ district }) => district.code}
        dataSource={board.districts.filter(({ cases }) => cases > 0)}
        columns={[
          {
            title: t('district'),
            key: 'district',
            fixed: 'left',
            render: (_, { district }) => read(district.name),
          },
          {
            title: t('districts.late'),
            key: 'overdue',
            align: 'right',
            sorter: (one, other) => one.counts.overdue - other.counts.overdue,
            render: (_, { counts: { overdue } }) =>
              overdue > 0 ? <strong style={{ color: BAD }}>{overdue}</strong> : 0,
          },
          ...FIGURES.map((key) => ({
            title: t(`districts.${key}`),
            key,
            align: 'right' as const,
            sorter: (one: DistrictStanding, other: DistrictStanding) => one[key] - other[key],
            render: (_: unknown, standing: DistrictStanding) =>
              key === 'recommended' ? t('districts.ofCap', { count: standing[key], cap }) : standing[key],
          })),
          {
            title: t('districts.summary'),
            key: 'summary',
            render: (_, { district }) => (
              <a
                href={`/api/v1/rounds/${round.id}/districts/${district.code}/summary.xlsx`}
                aria-label={t('districts.downloadOf', { district: read(district.name) })}
              >
                {t('districts.download')}
              </a>
            ),
          },
        ]}
      />
      <p style={{ marginTop: 8 }}>
        {t('districts.none', { count: board.districts.filter(({ cases }) => cases === 0).length })}
      </p>
    </Card>
  );
}
