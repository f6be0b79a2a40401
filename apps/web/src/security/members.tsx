import { useState } from 'react';
import { App, Button, Card, Input, Popconfirm, Table } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Appointment } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { Loaded } from '../kit/page-state.js';
import { Pager, usePages } from '../kit/pager.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';

interface MemberPage {
  readonly items: readonly Appointment[];
  readonly next: string | null;
}

/** Who holds which role where; each can be withdrawn. */
export function Members() {
  const { t } = useTexts('security');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [person, setPerson] = useState('');
  const pages = usePages();
  const query = new URLSearchParams({
    limit: '50',
    ...(person === '' ? {} : { person }),
    ...(pages.cursor === undefined ? {} : { after: pages.cursor }),
  });
  const found = useQuery({
    queryKey: ['security', 'members', query.toString()],
    queryFn: () => ask<MemberPage>('GET', `security/members?${query.toString()}`),
  });
  const withdraw = useMutation({
    mutationFn: (taken: Appointment) => ask<Appointment>('POST', 'security/withdrawals', { json: taken }),
    onSuccess: () => {
      void message.success(t('withdrawn'));
      void queries.invalidateQueries({ queryKey: ['security'] });
    },
  });
  return (
    <Card size="small" title={t('members')}>
      <Input.Search
        aria-label={t('find')}
        placeholder={t('find')}
        allowClear
        onSearch={(value) => {
          pages.restart();
          setPerson(value.trim());
        }}
        style={{ maxWidth: 320, marginBottom: 12 }}
      />
      {withdraw.error && <ProblemAlert error={withdraw.error} />}
      <Loaded query={found}>
        {({ items, next }) => (
          <>
            <Table
              size="small"
              pagination={false}
              scroll={{ x: 'max-content' }}
              rowKey={(one) => `${one.organisation} ${one.person} ${one.role}`}
              dataSource={[...items]}
              columns={[
                { title: t('person'), dataIndex: 'person' },
                { title: t('organisation'), dataIndex: 'organisation' },
                { title: t('role'), key: 'role', render: (_, { role }) => t(`role.${role}`) },
                {
                  title: t('withdraw'),
                  key: 'withdraw',
                  render: (_, member) => (
                    <Popconfirm
                      title={t('withdraw.sure', { person: member.person, organisation: member.organisation })}
                      onConfirm={() => withdraw.mutate(member)}
                    >
                      <Button size="small">{t('withdraw')}</Button>
                    </Popconfirm>
                  ),
                },
              ]}
            />
            <Pager pages={pages} next={next} />
          </>
        )}
      </Loaded>
    </Card>
  );
}
