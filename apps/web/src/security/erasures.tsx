import { Button, Card, Form, Input, Popconfirm } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AskForErasure, ErasurePage, ErasureView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { Choice } from '../kit/choice.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { PlainTable } from '../kit/plain-table.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useMe } from '../shell/session.js';
import { useTexts } from '../texts/texts.js';

const GROUNDS = [
  'purpose-fulfilled',
  'period-over',
  'consent-withdrawn',
  'unlawful',
] as const satisfies readonly AskForErasure['ground'][];

/** What is to be erased, or was: one asks, another confirms. */
export function Erasures() {
  const { t, language } = useTexts('security');
  const me = useMe().data?.person;
  const queries = useQueryClient();
  const again = () => void queries.invalidateQueries({ queryKey: ['security', 'erasures'] });
  const found = useQuery({
    queryKey: ['security', 'erasures'],
    queryFn: () => ask<ErasurePage>('GET', 'security/erasures?limit=50'),
  });
  const confirm = useMutation({
    mutationFn: (id: string) => ask<ErasureView>('POST', `security/erasures/${id}/confirmation`),
    onSuccess: again,
  });
  return (
    <Card size="small" title={t('erasures')}>
      <AskFor done={again} />
      {confirm.error && <ProblemAlert error={confirm.error} />}
      <Loaded query={found}>
        {({ items }) => (
          <PlainTable
            rowKey="id"
            rows={items}
            columns={[
              { title: t('subject'), dataIndex: 'subject' },
              { title: t('ground'), key: 'ground', render: (_, { ground }) => t(`ground.${ground}`) },
              { title: t('reference'), dataIndex: 'reference' },
              { title: t('askedBy'), dataIndex: 'askedBy' },
              {
                title: t('confirmedAt'),
                key: 'confirmed',
                render: (_, { id, askedBy, confirmedBy, confirmedAt }) =>
                  confirmedAt !== null ? (
                    `${confirmedBy ?? ''} ${instantText(confirmedAt, language)}`
                  ) : askedBy === me ? (
                    t('confirm.other')
                  ) : (
                    <Popconfirm title={t('confirm.sure')} onConfirm={() => confirm.mutate(id)}>
                      <Button size="small" danger>
                        {t('confirm')}
                      </Button>
                    </Popconfirm>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

function AskFor({ done }: { readonly done: () => void }) {
  const { t } = useTexts('security');
  const [form] = Form.useForm<AskForErasure>();
  const send = useMutation({
    mutationFn: (asked: AskForErasure) => ask<ErasureView>('POST', 'security/erasures', { json: asked }),
    onSuccess: () => {
      form.resetFields();
      done();
    },
  });
  return (
    <>
      <Form form={form} layout="inline" onFinish={(asked) => send.mutate(asked)} style={{ marginBottom: 12 }}>
        <Form.Item name="subject" label={t('subject')} rules={[{ required: true }]}>
          <Input placeholder="person:…" />
        </Form.Item>
        <Form.Item name="ground" label={t('ground')} rules={[{ required: true }]}>
          <Choice
            style={{ minWidth: 180 }}
            options={GROUNDS.map((ground) => ({ value: ground, label: t(`ground.${ground}`) }))}
          />
        </Form.Item>
        <Form.Item name="reference" label={t('reference')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Button htmlType="submit" loading={send.isPending}>
          {t('ask')}
        </Button>
      </Form>
      {send.error && <ProblemAlert error={send.error} />}
    </>
  );
}
