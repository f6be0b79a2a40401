import { useState } from 'react';
import { App, Button, Card, Flex, Input } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ClockView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';

/** Moves the manual clock of a demonstration; a real one cannot be moved. */
export function Clock() {
  const { t, language } = useTexts('operations');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [by, setBy] = useState('1wd');
  const found = useQuery({
    queryKey: ['clock'],
    queryFn: () => ask<ClockView>('GET', 'operations/clock'),
    refetchInterval: 2_000,
  });
  const move = useMutation({
    mutationFn: () => ask<ClockView>('POST', 'operations/clock', { json: { by }, key: crypto.randomUUID() }),
    onSuccess: () => {
      void message.success(t('clock.moves'));
      void queries.invalidateQueries();
    },
  });
  return (
    <Card size="small" title={t('clock')}>
      <Loaded query={found}>
        {({ mode, now, target, waitingFor }) => (
          <>
            <p>{t(`clock.${mode}`, { now: instantText(now, language) })}</p>
            {target !== null && Date.parse(target) > Date.parse(now) && (
              <p>
                {t('clock.target', { target: instantText(target, language), waiting: waitingFor.join('、') || '—' })}
              </p>
            )}
            {mode === 'manual' && (
              <Flex gap={8}>
                <Input
                  aria-label={t('clock.by')}
                  value={by}
                  onChange={(event) => setBy(event.target.value)}
                  style={{ maxWidth: 120 }}
                />
                <Button loading={move.isPending} onClick={() => move.mutate()}>
                  {t('clock.move')}
                </Button>
              </Flex>
            )}
            {move.error && <ProblemAlert error={move.error} />}
          </>
        )}
      </Loaded>
    </Card>
  );
}
