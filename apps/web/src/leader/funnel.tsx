import { Card } from 'antd';
import type { RoundBoard } from '@vermilion/contracts';
import { Bars } from '../charts/bars.js';
import { casesIn } from '../charts/shares.js';
import { useUrgencies, valuesOf } from '../charts/urgency.js';
import { useTexts } from '../texts/texts.js';

const ENDED = '#5c3a33';

/** How many cases of the round stand where and how they stand with their limits; below, how the others have ended. */
export function Funnel({ board: { stages, ended } }: { readonly board: RoundBoard }) {
  const { t, read } = useTexts('leader');
  const urgencies = useUrgencies();
  const total = [...stages.map(({ counts }) => casesIn(counts)), ...ended.map(({ cases }) => cases)].reduce(
    (sum, cases) => sum + cases,
    0,
  );
  const measures = [...urgencies, { key: 'ended', name: t('ended'), colour: ENDED }];
  const bars = [
    ...stages.map(({ stage, counts }) => ({
      key: stage.id,
      label: read(stage.title),
      values: [...valuesOf(counts), 0],
    })),
    ...ended.map(({ outcome, cases }) => ({
      key: outcome,
      label: t(`outcome.${outcome}`),
      values: [...urgencies.map(() => 0), cases],
    })),
  ];
  return (
    <Card size="small">
      <Bars caption={t('funnel', { total })} of={t('stage')} measures={measures} bars={bars} />
    </Card>
  );
}
