import { useState } from 'react';
import { Button, Card, Flex } from 'antd';
import type { CaseSummary, RoundView } from '@vermilion/contracts';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import { useRoundCommand } from './round-decision.js';

/** 县区推荐: the district puts its cases into an order, up to its cap, and sends the list. */
export function RecommendationList({
  round,
  cases,
}: {
  readonly round: RoundView;
  readonly cases: readonly CaseSummary[];
}) {
  const { t, read } = useTexts('leader');
  const [list, setList] = useState<readonly string[]>([]);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const command = useRoundCommand(round);
  const cap = round.terms?.districtCap ?? 0;
  const nameOf = (id: string) => {
    const found = cases.find((one) => one.id === id);
    return `${found?.workshopName ?? id} · ${read(found?.applicant.name)}`;
  };
  const up = (index: number) => setList(list.toSpliced(index - 1, 2, list[index] ?? '', list[index - 1] ?? ''));
  const send = () =>
    command.mutate(
      { type: 'recommend', payload: { cases: list }, key },
      { onSuccess: () => setKey(crypto.randomUUID()) },
    );
  return (
    <Card size="small" title={t('recommend', { cap })}>
      <ol>
        {list.map((id, index) => (
          <li key={id}>
            {nameOf(id)}{' '}
            <Button size="small" disabled={index === 0} onClick={() => up(index)}>
              {t('recommend.up')}
            </Button>{' '}
            <Button size="small" onClick={() => setList(list.filter((one) => one !== id))}>
              {t('recommend.remove')}
            </Button>
          </li>
        ))}
      </ol>
      <Flex vertical gap={4}>
        {cases
          .filter(({ id }) => !list.includes(id))
          .map(({ id }) => (
            <Button key={id} size="small" disabled={list.length >= cap} onClick={() => setList([...list, id])}>
              {t('recommend.add', { name: nameOf(id) })}
            </Button>
          ))}
      </Flex>
      <Button
        type="primary"
        style={{ marginTop: 8 }}
        disabled={list.length === 0}
        loading={command.isPending}
        onClick={send}
      >
        {t('recommend.send')}
      </Button>
      {command.error && <ProblemAlert error={command.error} />}
    </Card>
  );
}
