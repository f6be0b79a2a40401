import { useState } from 'react';
import { Alert, Button, Card, Flex } from 'antd';
import { useMutation } from '@tanstack/react-query';
import type { VerifyView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';

const NOTHING = { events: 0, faults: 0, next: null as string | null };

/** Recomputes the chains, a part at a time, as somebody asks for it. */
export function Chain() {
  const { t } = useTexts('audit');
  const [seen, setSeen] = useState<typeof NOTHING | null>(null);
  const verify = useMutation({
    mutationFn: (after: string | null) =>
      ask<VerifyView>('GET', `audit/verify?limit=1000${after === null ? '' : `&after=${encodeURIComponent(after)}`}`),
    onSuccess: ({ events, faults, next }, after) => {
      const before = after === null || seen === null ? NOTHING : seen;
      setSeen({ events: before.events + events, faults: before.faults + faults.length, next });
    },
  });
  return (
    <Card size="small" title={t('chain')}>
      <Flex vertical gap={12} align="start">
        {seen && (
          <Alert
            role="status"
            showIcon
            type={seen.faults === 0 ? 'success' : 'error'}
            title={t(seen.faults === 0 ? 'chain.whole' : 'chain.broken', {
              events: seen.events,
              ...(seen.faults === 0 ? {} : { faults: seen.faults }),
            })}
          />
        )}
        <Flex gap={8}>
          <Button loading={verify.isPending} onClick={() => verify.mutate(null)}>
            {t('chain.check')}
          </Button>
          {seen?.next && (
            <Button loading={verify.isPending} onClick={() => verify.mutate(seen.next)}>
              {t('chain.more')}
            </Button>
          )}
        </Flex>
        {verify.error && <ProblemAlert error={verify.error} />}
      </Flex>
    </Card>
  );
}
