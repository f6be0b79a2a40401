import { Card, Col, Row, Table } from 'antd';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { StandingView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { Bars } from '../charts/bars.js';
import { Heat } from '../charts/heat.js';
import { instantText } from '../kit/dates.js';
import { DueTag } from '../kit/due-tag.js';
import { Loaded } from '../kit/page-state.js';
import { useTexts } from '../texts/texts.js';
import { heatTable } from './heat-table.js';

/** From pale to dark: the longer, the darker. */
const AGES = ['#f6c9c0', '#e89a8b', '#d06a57', '#a53a28', '#6b1a0f'];

/** Cases under way: by stage and age, by office and limit, and which of them press. */
export function Standing() {
  const found = useQuery({
    queryKey: ['operations', 'standing'],
    queryFn: () => ask<StandingView>('GET', 'operations/standing'),
    refetchInterval: 15_000,
  });
  return (
    <Loaded query={found}>
      {(standing) => (
        <Row gutter={[16, 16]}>
          <Col xs={24} xl={14}>
            <Pressing standing={standing} />
          </Col>
          <Col xs={24} xl={10}>
            <Ages standing={standing} />
          </Col>
          <Col xs={24}>
            <Limits standing={standing} />
          </Col>
        </Row>
      )}
    </Loaded>
  );
}

function Ages({ standing: { ages, running, asOf } }: { readonly standing: StandingView }) {
  const { t, read, language } = useTexts('operations');
  return (
    <Card size="small" style={{ height: '100%' }}>
      <Bars
        caption={t('ages', { running, at: instantText(asOf, language) })}
        of={t('stage')}
        measures={AGES.map((colour, step) => ({ key: colour, name: t(`ages.${step}`), colour }))}
        bars={ages.map(({ procedure, stage, counts, oldest }) => ({
          key: `${procedure} ${stage.id}`,
          label: t('ages.stage', { stage: read(stage.title), oldest }),
          values: counts,
        }))}
      />
    </Card>
  );
}

function Limits({ standing }: { readonly standing: StandingView }) {
  const { t, read } = useTexts('operations');
  const { columns, lines } = heatTable(standing.heat);
  return (
    <Card size="small">
      {lines.length === 0 ? (
        <p>{t('heat.none')}</p>
      ) : (
        <Heat
          caption={t('heat')}
          of={t('heat.office')}
          columns={columns.map(({ id, title }) => ({ key: id, label: read(title) }))}
          lines={lines.map(({ office, cells }) => ({ key: office.id, label: read(office.name), cells }))}
        />
      )}
    </Card>
  );
}

function Pressing({ standing: { pressing, counts } }: { readonly standing: StandingView }) {
  const { t, read } = useTexts('operations');
  const count = counts.overdue + counts.soon;
  const title = t(count > pressing.length ? 'pressing.first' : 'pressing', { count, shown: pressing.length });
  return (
    <Card size="small" title={title} style={{ height: '100%' }}>
      {pressing.length === 0 ? (
        <p>{t('pressing.none')}</p>
      ) : (
        <Table
          size="small"
          pagination={pressing.length > 10 ? { pageSize: 10 } : false}
          scroll={{ x: 'max-content' }}
          rowKey="caseId"
          dataSource={pressing}
          columns={[
            {
              title: t('pressing.due'),
              key: 'due',
              render: (_, { dueAt, urgency }) =>
                dueAt === null ? t('pressing.lapsed') : <DueTag dueAt={dueAt} overdue={urgency === 'overdue'} />,
            },
            {
              title: t('pressing.case'),
              key: 'case',
              render: (_, { caseId, workshopName }) => (
                <Link to="/operations/cases/$id" params={{ id: caseId }}>
                  {caseId} {workshopName}
                </Link>
              ),
            },
            { title: t('stage'), key: 'stage', render: (_, { stage }) => read(stage.title) },
            { title: t('heat.office'), key: 'office', render: (_, { office }) => read(office?.name) || '—' },
          ]}
        />
      )}
    </Card>
  );
}
