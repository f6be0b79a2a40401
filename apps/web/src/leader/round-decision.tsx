import { useState } from 'react';
import { App, Button, Card } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RoundReceipt, RoundView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { LongText } from '../kit/long-text.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import { DECISION } from './next-step.js';

const OF_THE_LEADER = ['propose', 'issue'] as const;

/** Gives a command to a round. */
export function useRoundCommand(round: RoundView) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ type, payload, key }: { readonly type: string; readonly payload: object; readonly key: string }) =>
      ask<RoundReceipt>('POST', `rounds/${round.id}/commands`, {
        json: { type, payload, expectedSeq: round.seq },
        key,
      }),
    onSettled: () =>
      Promise.all([['rounds'], ['cases'], ['tasks']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** What follows from the decision, in the figures of this list. */
function followsIn({ ranking, list, candidates, documents }: RoundView): { readonly [name: string]: number } {
  const within = (ranking ?? []).filter(({ result }) => result === 'within-quota').length;
  return {
    within,
    nursery: (ranking ?? []).length - within,
    candidates: (candidates ?? []).length,
    listed: (list ?? []).length,
    issued: documents.reduce((sum, { cases }) => sum + cases.length, 0),
  };
}

/** 拟认定, 签发: what the leader decides on the whole list, with what follows from it. */
export function RoundDecision({ round }: { readonly round: RoundView }) {
  const { t } = useTexts('leader');
  const step = OF_THE_LEADER.find((one) => round.steps.includes(one));
  if (!step) return <Card size="small">{t('decision.none')}</Card>;
  return (
    <section id={DECISION}>
      <Deciding key={step} round={round} step={step} />
    </section>
  );
}

function Deciding({ round, step }: { readonly round: RoundView; readonly step: (typeof OF_THE_LEADER)[number] }) {
  const { t } = useTexts('leader');
  const { modal } = App.useApp();
  const [opinion, setOpinion] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const command = useRoundCommand(round);
  const follows = t(`decision.${step}.follows`, followsIn(round));
  const give = () => command.mutateAsync({ type: step, payload: { opinion }, key }).catch(() => undefined);
  return (
    <Card size="small" title={t(`decision.${step}`)}>
      <p>{follows}</p>
      <label htmlFor="round-opinion">{t('opinion')}</label>
      <LongText id="round-opinion" rows={2} value={opinion} onChange={({ target }) => setOpinion(target.value)} />
      <Button
        type="primary"
        style={{ marginTop: 8 }}
        loading={command.isPending}
        onClick={() =>
          void modal.confirm({
            title: t(`decision.${step}`),
            content: follows,
            okText: t('decide'),
            cancelText: t('cancel'),
            onOk: give,
          })
        }
      >
        {t(`decision.${step}`)}
      </Button>
      {command.error && <ProblemAlert error={command.error} />}
    </Card>
  );
}
