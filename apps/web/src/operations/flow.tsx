import { Card, Col, Row, Tag } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { FlowView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { BAD, CARE, GOOD } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';

/** Seconds that are nothing unusual while the system is at work. */
const CALM_SECONDS = 30;

/** How something stands: as it should, behind, or in need of people. */
type Tone = 'well' | 'behind' | 'stuck';

/** Programs that have a name for people. */
const NAMED = new Set(['notifier']);
const COLOURS = { well: GOOD, behind: CARE, stuck: BAD } as const;

/** Whether everything that follows the ledger keeps up: each in a figure and a word. */
export function Flow() {
  const { t } = useTexts('operations');
  const found = useQuery({
    queryKey: ['operations', 'flow'],
    queryFn: () => ask<FlowView>('GET', 'operations/flow'),
    refetchInterval: 5_000,
  });
  return (
    <Card size="small" title={t('flow')}>
      <Loaded query={found}>{(flow) => <Figures flow={flow} />}</Loaded>
    </Card>
  );
}

function Figures({ flow }: { readonly flow: FlowView }) {
  const { t, language } = useTexts('operations');
  const { outbox, due, workflows, consumers, deliveries, openIncidents } = flow;
  const age = (seconds: number) => t('flow.age', { seconds: Math.round(seconds) });
  return (
    <Row gutter={[16, 16]}>
      <Figure name="outbox" value={outbox.rows} note={age(outbox.age)} tone={toneOf(outbox.rows, outbox.age)} />
      <Figure name="due" value={Math.round(due.age)} note={t('flow.due.note')} tone={toneOf(due.age, due.age)} />
      <Figure name="workflows" value={workflows.behind} tone={workflows.behind > 0 ? 'behind' : 'well'} />
      {consumers.map(({ consumer, waiting, parked, lastAt }) => (
        <Figure
          key={consumer}
          name="consumer"
          of={NAMED.has(consumer) ? t(`flow.consumer.${consumer}`) : consumer}
          value={waiting}
          note={t('flow.consumer.note', { parked, at: lastAt ? instantText(lastAt, language) : '—' })}
          tone={parked > 0 ? 'stuck' : waiting > 0 ? 'behind' : 'well'}
        />
      ))}
      <Figure
        name="deliveries"
        value={deliveries.pending}
        note={t('flow.deliveries.note', { sent: deliveries.sent, failed: deliveries.failed })}
        tone={deliveries.failed > 0 ? 'stuck' : deliveries.pending > 0 ? 'behind' : 'well'}
      />
      <Figure name="incidents" value={openIncidents} tone={openIncidents > 0 ? 'stuck' : 'well'} />
    </Row>
  );
}

function toneOf(waiting: number, age: number): Tone {
  if (waiting === 0) return 'well';
  return age > CALM_SECONDS ? 'stuck' : 'behind';
}

function Figure({
  name,
  of = '',
  value,
  note,
  tone,
}: {
  readonly name: string;
  readonly of?: string;
  readonly value: number;
  readonly note?: string;
  readonly tone: Tone;
}) {
  const { t } = useTexts('operations');
  return (
    <Col xs={12} md={8} xl={4}>
      <div>{t(`flow.${name}`, { of })}</div>
      <strong style={{ fontSize: 28, lineHeight: 1.3, marginInlineEnd: 8 }}>{value}</strong>
      <Tag color={COLOURS[tone]}>{t(`tone.${tone}`)}</Tag>
      {note && <div style={{ color: '#595959', fontSize: 13 }}>{note}</div>}
    </Col>
  );
}
