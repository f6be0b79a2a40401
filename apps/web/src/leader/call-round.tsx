import { App, Button, Card, Collapse, DatePicker, Form, InputNumber } from 'antd';
import type { Dayjs } from 'dayjs';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ProgrammeView, RoundReceipt } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';

interface Terms {
  readonly opens: Dayjs;
  readonly closes: Dayjs;
  readonly cutOff: Dayjs;
  readonly quota: number;
  readonly districtCap: number;
}

const TERMS = ['opens', 'closes', 'cutOff', 'quota', 'districtCap'] as const satisfies (keyof Terms)[];
const FIGURES = new Set<keyof Terms>(['quota', 'districtCap']);

/** The offset of the city's time: what the calendar widget gives is the wall clock of the office. */
const wallClock = (at: Dayjs) => `${at.format('YYYY-MM-DDTHH:mm:ss')}+08:00`;
/** 24时 of the day: the next day 00:00, exclusive. */
const endOf = (day: Dayjs) => `${day.add(1, 'day').format('YYYY-MM-DD')}T00:00:00+08:00`;

/** 申报通知: calls a round, with its window, the day of the candidates, the quota and how many each district may recommend. */
export function CallRound() {
  const { t } = useTexts('leader');
  return <Collapse size="small" items={[{ key: 'call', label: t('call'), children: <CallForm /> }]} />;
}

function CallForm() {
  const { t, read } = useTexts('leader');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const programmes = useQuery({
    queryKey: ['programmes'],
    queryFn: async () => (await ask<{ readonly items: readonly ProgrammeView[] }>('GET', 'programmes')).items,
  });
  const call = useMutation({
    mutationFn: ({ procedure, terms }: { readonly procedure: string; readonly terms: Terms }) =>
      ask<RoundReceipt>('POST', 'rounds', {
        key: crypto.randomUUID(),
        json: {
          procedure,
          terms: {
            year: terms.opens.year(),
            opens: wallClock(terms.opens),
            closes: endOf(terms.closes),
            cutOff: endOf(terms.cutOff),
            quota: terms.quota,
            districtCap: terms.districtCap,
          },
        },
      }),
    onSuccess: ({ roundId }) => {
      void message.success(t('called', { id: roundId }));
      void queries.invalidateQueries({ queryKey: ['rounds'] });
    },
  });
  return (
    <>
      {(programmes.data ?? []).map(({ id, title }) => (
        <Card key={id} size="small" title={read(title)}>
          <Form<Terms> layout="vertical" onFinish={(terms) => call.mutate({ procedure: id, terms })}>
            {TERMS.map((name) => (
              <Form.Item
                key={name}
                name={name}
                label={t(`terms.${name}`)}
                rules={[{ required: true, message: t('needed') }]}
              >
                {FIGURES.has(name) ? <InputNumber min={1} max={1000} /> : <DatePicker showTime={name === 'opens'} />}
              </Form.Item>
            ))}
            <Button type="primary" htmlType="submit" loading={call.isPending}>
              {t('call.send')}
            </Button>
          </Form>
        </Card>
      ))}
      {call.error && <ProblemAlert error={call.error} />}
    </>
  );
}
