import { useState } from 'react';
import { Alert, Flex, Form, InputNumber, Radio, Skeleton } from 'antd';
import type { ProgrammeView } from '@vermilion/contracts';
import { useProgramme } from '../api/cases.js';
import { documentsOf, gatesOf } from '../kit/fields.js';
import { useTexts } from '../texts/texts.js';
import { judged, type Counted, type Judgement } from './eligibility.js';

/** What an application needs, as plain questions, answered before it is begun. Nothing of it is sent or kept. */
export function SelfTest({ id }: { readonly id: string }) {
  const programme = useProgramme({ id }).data;
  return programme ? <Questions programme={programme} /> : <Skeleton active />;
}

const COUNTS = ['all', 'controlled', 'networked'] as const;
type Record = 'none' | 'general' | 'severe';

function Questions({ programme }: { readonly programme: ProgrammeView }) {
  const { t, read } = useTexts('enterprise');
  const [counted, setCounted] = useState<Counted>({ all: null, controlled: null, networked: null });
  const [record, setRecord] = useState<Record | null>(null);
  const gates = gatesOf(programme);
  const needed = documentsOf(programme).filter(({ required }) => required);
  return (
    <Flex vertical gap={8}>
      <p>{t('test.needed', { papers: needed.map(({ title }) => read(title)).join('、') })}</p>
      <Form layout="vertical" component="div">
        <Flex wrap gap={16}>
          {gates.length > 0 &&
            COUNTS.map((name) => (
              <Form.Item key={name} label={t(`test.${name}`)} htmlFor={`${programme.id}-${name}`}>
                <InputNumber
                  id={`${programme.id}-${name}`}
                  min={0}
                  max={100_000}
                  precision={0}
                  value={counted[name]}
                  onChange={(value) => setCounted({ ...counted, [name]: value })}
                />
              </Form.Item>
            ))}
        </Flex>
        {programme.credit && (
          <Form.Item label={t('test.record')}>
            <Radio.Group
              aria-label={t('test.record')}
              value={record}
              onChange={({ target }) => setRecord(target.value as Record)}
              options={(['none', 'general', 'severe'] as const).map((value) => ({
                value,
                label: t(`test.record.${value}`),
              }))}
            />
          </Form.Item>
        )}
      </Form>
      <div aria-live="polite">
        <Told judgement={judged(gates, counted)} />
        {record !== null && <Alert showIcon type={TONES[record]} title={t(`test.means.${record}`)} />}
      </div>
    </Flex>
  );
}

const TONES = { none: 'success', general: 'warning', severe: 'error' } as const;

/** Every gate with its figures and whether it is reached; what is missing, in machines. */
function Told({ judgement }: { readonly judgement: Judgement }) {
  const { t, read } = useTexts('enterprise');
  if (judgement.kind === 'open') return <p className="quiet">{t('test.open')}</p>;
  if (judgement.kind === 'contradiction')
    return <Alert type="warning" showIcon title={t(`test.contradiction.${judgement.of}`)} />;
  const { verdicts, change } = judgement;
  return (
    <Flex vertical gap={6}>
      {verdicts.map(({ gate, figure: { numerator, denominator, rounded }, met }) => (
        <Alert
          key={gate.id}
          showIcon
          type={met ? 'success' : 'error'}
          title={t(met ? 'test.met' : 'test.missed', {
            rate: read(gate.title),
            numerator,
            denominator,
            figure: rounded.toFixed(2),
            least: gate.atLeastPercent,
          })}
        />
      ))}
      {change && <p>{t('test.change', { controlled: change.controlled, networked: change.networked })}</p>}
    </Flex>
  );
}
