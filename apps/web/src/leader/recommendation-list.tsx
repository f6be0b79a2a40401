import { useState } from 'react';
import { App, Button, Card, Flex } from 'antd';
import type { CaseSummary, RoundView } from '@vermilion/contracts';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import { DECISION } from './next-step.js';
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
  const { modal } = App.useApp();
  const [list, setList] = useState<readonly string[]>([]);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const command = useRoundCommand(round);
  const cap = round.terms?.districtCap ?? 0;
  const nameOf = (id: string) => {
    const found = cases.find((one) => one.id === id);
    return `${found?.workshopName ?? id} · ${read(found?.applicant.name)}`;
  };
  /** Exchanges the place with the one before. */
  const up = (index: number) => setList(list.toSpliced(index - 1, 2, list[index] ?? '', list[index - 1] ?? ''));
  const send = () =>
    command
      .mutateAsync({ type: 'recommend', payload: { cases: list }, key })
      .then(() => setKey(crypto.randomUUID()))
      .catch(() => undefined);
  const confirm = () =>
    void modal.confirm({
      title: t('recommend.send'),
      content: t('recommend.follows', { count: list.length, rest: cases.length - list.length }),
      okText: t('decide'),
      cancelText: t('cancel'),
      onOk: send,
    });
  return (
    <Card size="small" id={DECISION} title={t('recommend', { cap })}>
      <p>{t('recommend.left', { count: list.length, left: Math.max(0, cap - list.length) })}</p>
      <ol>
        {list.map((id, index) => (
          <li key={id}>
            {nameOf(id)}{' '}
            <Button size="small" disabled={index === 0} onClick={() => up(index)}>
              {t('recommend.up')}
            </Button>{' '}
            <Button size="small" disabled={index === list.length - 1} onClick={() => up(index + 1)}>
              {t('recommend.down')}
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
        onClick={confirm}
      >
        {t('recommend.send')}
      </Button>
      {command.error && <ProblemAlert error={command.error} />}
    </Card>
  );
}
