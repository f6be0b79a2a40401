import { useState } from 'react';
import { App, Button, Card, Col, Empty, Flex, Input, Row, Statistic, Table, Typography } from 'antd';
import { Link } from '@tanstack/react-router';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseCounts, ClockView, IncidentView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useMe } from '../shell/session.js';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './operations.json';

addTexts('operations', texts);

/** What is late, what is stuck, where the clock stands; and the way into the history of any case. */
export function OperationsPage() {
  const { t } = useTexts('operations');
  const moves = useMe().data?.acting?.role === 'operations';
  return (
    <Flex vertical gap={16}>
      <Typography.Title level={1} style={{ fontSize: 24, marginBottom: 0 }}>
        {t('title')}
      </Typography.Title>
      <Counts />
      <Incidents />
      <FindHistory />
      {moves && <Clock />}
    </Flex>
  );
}

function Counts() {
  const { t } = useTexts('operations');
  const found = useQuery({
    queryKey: ['cases', 'counts'],
    queryFn: () => ask<CaseCounts>('GET', 'cases/counts'),
    refetchInterval: 5_000,
  });
  return (
    <Loaded query={found}>
      {({ total, overdue, byPhase }) => (
        <Row gutter={[16, 16]}>
          {[['total', total] as const, ['overdue', overdue] as const, ...Object.entries(byPhase)].map(
            ([name, count]) => (
              <Col key={name} xs={12} md={6}>
                <Card size="small">
                  <Statistic title={t(`count.${name}`)} value={count} />
                </Card>
              </Col>
            ),
          )}
        </Row>
      )}
    </Loaded>
  );
}

function Incidents() {
  const { t, language } = useTexts('operations');
  const found = useQuery({
    queryKey: ['incidents'],
    queryFn: async () => (await ask<{ readonly items: readonly IncidentView[] }>('GET', 'operations/incidents')).items,
    refetchInterval: 10_000,
  });
  return (
    <Card size="small" title={t('incidents')}>
      <Loaded query={found}>
        {(items) =>
          items.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('incidents.none')} />
          ) : (
            <Table
              size="small"
              pagination={false}
              scroll={{ x: 'max-content' }}
              rowKey="id"
              dataSource={[...items]}
              columns={[
                { title: t('incident.what'), dataIndex: 'kind' },
                { title: t('incident.detail'), dataIndex: 'detail' },
                { title: t('incident.subject'), dataIndex: 'subject' },
                {
                  title: t('incident.since'),
                  key: 'since',
                  render: (_, { openedAt }) => instantText(openedAt, language),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

function FindHistory() {
  const { t } = useTexts('operations');
  const [id, setId] = useState('');
  return (
    <Card size="small" title={t('history.find')}>
      <Flex gap={8}>
        <Input
          aria-label={t('history.number')}
          placeholder="2018-000001"
          value={id}
          onChange={({ target }) => setId(target.value.trim())}
          style={{ maxWidth: 240 }}
        />
        <Link to="/operations/cases/$id" params={{ id }} disabled={id === ''}>
          {t('history.open')}
        </Link>
      </Flex>
    </Card>
  );
}

/** Moves the manual clock of a demonstration; a real one cannot be moved. */
function Clock() {
  const { t, language } = useTexts('operations');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [by, setBy] = useState('1wd');
  const found = useQuery({
    queryKey: ['clock'],
    queryFn: () => ask<ClockView>('GET', 'operations/clock'),
    refetchInterval: 2_000,
  });
  const move = useMutation({
    mutationFn: () => ask<ClockView>('POST', 'operations/clock', { json: { by }, key: crypto.randomUUID() }),
    onSuccess: () => {
      void message.success(t('clock.moves'));
      void queries.invalidateQueries();
    },
  });
  return (
    <Card size="small" title={t('clock')}>
      <Loaded query={found}>
        {({ mode, now, target, waitingFor }) => (
          <>
            <p>{t(`clock.${mode}`, { now: instantText(now, language) })}</p>
            {target !== null && Date.parse(target) > Date.parse(now) && (
              <p>
                {t('clock.target', { target: instantText(target, language), waiting: waitingFor.join('、') || '—' })}
              </p>
            )}
            {mode === 'manual' && (
              <Flex gap={8}>
                <Input
                  aria-label={t('clock.by')}
                  value={by}
                  onChange={(event) => setBy(event.target.value)}
                  style={{ maxWidth: 120 }}
                />
                <Button loading={move.isPending} onClick={() => move.mutate()}>
                  {t('clock.move')}
                </Button>
              </Flex>
            )}
            {move.error && <ProblemAlert error={move.error} />}
          </>
        )}
      </Loaded>
    </Card>
  );
}
