import { App, Button, Card, Form, Input } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Appointment } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { Choice } from '../kit/choice.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';

/** Who is an expert, the register of experts says. */
const ROLES = [
  'filler',
  'approver',
  'reviewer',
  'officer',
  'leader',
  'operations',
  'security',
  'auditor',
] as const satisfies readonly Appointment['role'][];

/** Lets somebody act for an organisation. */
export function GiveMembership() {
  const { t } = useTexts('security');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Appointment>();
  const give = useMutation({
    mutationFn: (given: Appointment) => ask<Appointment>('POST', 'security/members', { json: given }),
    onSuccess: () => {
      form.resetFields();
      void message.success(t('given'));
      void queries.invalidateQueries({ queryKey: ['security'] });
    },
  });
  return (
    <Card size="small" title={t('give')}>
      <Form form={form} layout="inline" onFinish={(given) => give.mutate(given)}>
        <Form.Item name="person" label={t('person')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="organisation" label={t('organisation')} rules={[{ required: true }]}>
          <Input placeholder="bureau:miit" />
        </Form.Item>
        <Form.Item name="role" label={t('role')} rules={[{ required: true }]}>
          <Choice
            style={{ minWidth: 180 }}
            options={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={give.isPending}>
          {t('give.do')}
        </Button>
      </Form>
      {give.error && <ProblemAlert error={give.error} />}
    </Card>
  );
}
