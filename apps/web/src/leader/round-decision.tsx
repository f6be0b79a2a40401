import { useState } from 'react';
import { App, Button, Card } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RoundReceipt, RoundView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { LongText } from '../kit/long-text.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';

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

/** 拟认定, 签发: what the leader decides on the whole list, with what follows from it. */
export function RoundDecision({ round }: { readonly round: RoundView }) {
  const { t } = useTexts('leader');
  const step = OF_THE_LEADER.find((one) => round.steps.includes(one));
  return step ? <Deciding key={step} round={round} step={step} /> : <Card size="small">{t('decision.none')}</Card>;
}

function Deciding({ round, step }: { readonly round: RoundView; readonly step: (typeof OF_THE_LEADER)[number] }) {
  const { t } = useTexts('leader');
  const { modal } = App.useApp();
  const [opinion, setOpinion] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const command = useRoundCommand(round);
  const give = () => command.mutateAsync({ type: step, payload: { opinion }, key }).catch(() => undefined);
  return (
    <Card size="small" title={t(`decision.${step}`)}>
      <p>{t(`decision.${step}.follows`)}</p>
      <label htmlFor="round-opinion">{t('opinion')}</label>
      <LongText id="round-opinion" rows={2} value={opinion} onChange={({ target }) => setOpinion(target.value)} />
      <Button
        type="primary"
        style={{ marginTop: 8 }}
        loading={command.isPending}
        onClick={() =>
          void modal.confirm({
            title: t(`decision.${step}`),
            content: t(`decision.${step}.follows`),
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
