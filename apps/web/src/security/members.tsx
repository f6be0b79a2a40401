import { useState } from 'react';
import { App, Button, Card, Input, Popconfirm } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Appointment } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { PagedTable } from '../kit/paged-table.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';

/** Who holds which role where; each can be withdrawn. */
export function Members() {
  const { t } = useTexts('security');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [{ person, nth }, setSearch] = useState({ person: '', nth: 0 });
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
        onSearch={(value) => setSearch({ person: value.trim(), nth: nth + 1 })}
        style={{ maxWidth: 320, marginBottom: 12 }}
      />
      {withdraw.error && <ProblemAlert error={withdraw.error} />}
      <PagedTable<Appointment>
        key={nth}
        path="security/members"
        asked={{ limit: '50', ...(person === '' ? {} : { person }) }}
        rowKey={(one) => `${one.organisation} ${one.person} ${one.role}`}
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
    </Card>
  );
}
