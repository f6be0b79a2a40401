import { Alert, Card, Table, Tag } from 'antd';
import { Link } from '@tanstack/react-router';
import type { RoundBoard, RoundView } from '@vermilion/contracts';
import { CARE, GOOD } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';
import { firmnessOf } from './firmness.js';
import './leader.css';
import { MarkLine } from './mark-line.js';

type Ranking = NonNullable<RoundView['ranking']>;

/** The order with the cut at the quota, and for each place whether it hangs on one expert. */
export function CutLine({
  round,
  ranking,
  board,
}: {
  readonly round: RoundView;
  readonly ranking: Ranking;
  readonly board: RoundBoard | undefined;
}) {
  const { t, read } = useTexts('leader');
  const { cut, stability } = round;
  const districtOf = (code: string) =>
    read(board?.districts.find(({ district }) => district.code === code)?.district.name) || code;
  return (
    <Card size="small" title={t('ranking')}>
      {cut && <p>{t('cut', { quota: cut.quota, gap: cut.gap?.toFixed(2) ?? '—' })}</p>}
      <MarkLine ranking={ranking} />
      {stability && <Stability stability={stability} ranking={ranking} />}
      <Table
        size="small"
        pagination={ranking.length > 50 ? { pageSize: 50 } : false}
        scroll={{ x: 'max-content' }}
        rowKey="caseId"
        dataSource={ranking}
        rowClassName={({ rank }) => (cut && rank === cut.quota ? 'last-within' : '')}
        columns={[
          {
            title: t('rank'),
            key: 'rank',
            render: (_, { rank }) => (cut && rank === cut.quota ? `${rank} · ${t('cut.line')}` : rank),
          },
          {
            title: t('workshop'),
            key: 'workshop',
            render: (_, { caseId, workshopName, applicant }) => (
              <>
                <Link to="/cases/$id" params={{ id: caseId }}>
                  {workshopName ?? caseId}
                </Link>
                <small>{read(applicant.name)}</small>
              </>
            ),
          },
          { title: t('district'), key: 'district', render: (_, { district }) => districtOf(district) },
          { title: t('mark'), key: 'mark', align: 'right', render: (_, { mark }) => mark.toFixed(2) },
          {
            title: t('result'),
            key: 'result',
            render: (_, { result }) => (
              <Tag color={result === 'within-quota' ? GOOD : CARE}>{t(`result.${result}`)}</Tag>
            ),
          },
          ...(stability
            ? [
                {
                  title: t('firm'),
                  key: 'firm',
                  render: (_: unknown, { caseId }: Ranking[number]) => <Firm stability={stability} caseId={caseId} />,
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

type StabilityView = NonNullable<RoundView['stability']>;

/** In one sentence first; then who would change places without whom. */
function Stability({ stability, ranking }: { readonly stability: StabilityView; readonly ranking: Ranking }) {
  const { t } = useTexts('leader');
  const { tried, unchanged, changes } = stability;
  const nameOf = (caseId: string) => ranking.find((entry) => entry.caseId === caseId)?.workshopName ?? caseId;
  const named = (cases: readonly string[]) => cases.map(nameOf).join(t('and')) || '—';
  return (
    <Alert
      style={{ marginBottom: 12 }}
      type={changes.length === 0 ? 'success' : 'warning'}
      showIcon
      title={t('stability', { tried, unchanged })}
      description={
        changes.length > 0 && (
          <ul>
            {changes.map(({ expert, into, out }) => (
              <li key={expert}>{t('stability.change', { expert, into: named(into), out: named(out) })}</li>
            ))}
          </ul>
        )
      }
    />
  );
}

function Firm({ stability, caseId }: { readonly stability: StabilityView; readonly caseId: string }) {
  const { t } = useTexts('leader');
  const { into, out, untried } = firmnessOf(stability, caseId);
  if (untried) return <span>{t('firm.untried')}</span>;
  if (into.length + out.length === 0) return <span>{t('firm.yes')}</span>;
  const experts = [...into, ...out].join(t('and'));
  return <Tag color={CARE}>{t(out.length > 0 ? 'firm.out' : 'firm.in', { experts })}</Tag>;
}
