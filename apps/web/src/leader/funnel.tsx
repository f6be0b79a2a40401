import { Card, Flex } from 'antd';
import type { RoundView } from '@vermilion/contracts';
import type { Text } from '@vermilion/domain';
import { useProgramme } from '../api/cases.js';
import { useTexts } from '../texts/texts.js';

/** How many cases of the round stand where: a bar and a number for each stage and each end. */
export function Funnel({
  funnel,
  programme,
}: {
  readonly funnel: NonNullable<RoundView['funnel']>;
  readonly programme: string;
}) {
  const { t, read } = useTexts('leader');
  const stages = (useProgramme(programme).data?.stages ?? []) as unknown as readonly {
    readonly id: string;
    readonly title: Text;
  }[];
  const order = stages.map(({ id }) => id);
  const nameOf = (key: string) => read(stages.find(({ id }) => id === key)?.title) || t(`outcome.${key}`);
  const placeOf = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const rows = Object.entries(funnel.byStage).sort(([one], [other]) => placeOf(one) - placeOf(other));
  return (
    <Card size="small" title={t('funnel', { total: funnel.total })}>
      <Flex vertical gap={6} role="list">
        {rows.map(([key, count]) => (
          <Flex key={key} role="listitem" gap={8} align="center">
            <span style={{ width: '10em' }}>{nameOf(key)}</span>
            <span
              aria-hidden
              style={{
                height: 14,
                width: `${(count / Math.max(1, funnel.total)) * 60}%`,
                minWidth: 2,
                background: '#b22c1e',
              }}
            />
            <strong>{count}</strong>
          </Flex>
        ))}
      </Flex>
    </Card>
  );
}
