import { lazy, Suspense } from 'react';
import { Button, Card, Flex, Form, Skeleton, Tag, Typography } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OfficeView, StandInView } from '@vermilion/contracts';
import { Choice } from '../kit/choice.js';
import { ask } from '../api/client.js';
import { dateText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { PlainTable } from '../kit/plain-table.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './review.json';

addTexts('review', texts);

const DaysInput = lazy(async () => ({ default: (await import('../kit/days-input.js')).DaysInput }));

interface Leave {
  readonly span: readonly [{ format: (pattern: string) => string }, { format: (pattern: string) => string }];
  readonly person?: string;
}

/** My colleagues, who is away, and who stands in for whom. */
export function OfficePage() {
  const { t, read } = useTexts('review');
  const office = useQuery({ queryKey: ['office'], queryFn: () => ask<OfficeView>('GET', 'offices/mine') });
  return (
    <Loaded query={office}>
      {({ organisation, members }) => (
        <Flex vertical gap={16}>
          <Typography.Title level={1} style={{ fontSize: 24 }}>
            {read(organisation.name)}
          </Typography.Title>
          <PlainTable
            rowKey="person"
            rows={members}
            columns={[
              {
                title: t('person'),
                key: 'person',
                render: (_, { person, you }) => (you ? t('you', { person }) : person),
              },
              {
                title: t('roles'),
                key: 'roles',
                render: (_, { roles }) => roles.map((role) => <Tag key={role}>{t(`role.${role}`)}</Tag>),
              },
              {
                title: t('presence'),
                key: 'away',
                render: (_, { away, standIn }) => t(away ? 'isAway' : 'isHere', { standIn: standIn ?? '—' }),
              },
            ]}
          />
          <Leaves colleagues={members.filter(({ you }) => !you).map(({ person }) => person)} />
        </Flex>
      )}
    </Loaded>
  );
}

function Leaves({ colleagues }: { readonly colleagues: readonly string[] }) {
  const { t, language } = useTexts('review');
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: ['stand-ins'],
    queryFn: () => ask<{ readonly items: readonly StandInView[] }>('GET', 'stand-ins'),
  });
  const renew = () => Promise.all(['stand-ins', 'office'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  const put = useMutation({
    mutationFn: ({ span: [from, until], person }: Leave) =>
      ask('PUT', 'stand-ins', {
        json: { from: from.format('YYYY-MM-DD'), until: until.format('YYYY-MM-DD'), person: person ?? null },
      }),
    onSuccess: renew,
  });
  const withdraw = useMutation({ mutationFn: (id: string) => ask('DELETE', `stand-ins/${id}`), onSuccess: renew });
  return (
    <Card title={t('leaves')} size="small">
      <Loaded query={found}>
        {({ items }) => (
          <ul>
            {items.map(({ id, absent, person, from, until }) => (
              <li key={id}>
                {t('leave', {
                  absent,
                  from: dateText(from, language),
                  until: dateText(until, language),
                  person: person ?? t('nobody'),
                })}{' '}
                <Button size="small" onClick={() => withdraw.mutate(id)}>
                  {t('leave.withdraw')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <Suspense fallback={<Skeleton active />}>
        <Form<Leave> layout="inline" onFinish={(leave) => put.mutate(leave)}>
          <Form.Item name="span" label={t('leave.span')} rules={[{ required: true, message: t('leave.needed') }]}>
            <DaysInput />
          </Form.Item>
          <Form.Item name="person" label={t('leave.standIn')}>
            <Choice
              allowClear
              style={{ minWidth: 180 }}
              options={colleagues.map((person) => ({ value: person, label: person }))}
            />
          </Form.Item>
          <Button htmlType="submit" loading={put.isPending}>
            {t('leave.put')}
          </Button>
        </Form>
      </Suspense>
      {(put.error ?? withdraw.error) && <ProblemAlert error={put.error ?? withdraw.error} />}
    </Card>
  );
}
