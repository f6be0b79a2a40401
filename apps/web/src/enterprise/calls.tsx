import { lazy, Suspense } from 'react';
import { App, Button, Card, Collapse, Flex, Skeleton, Typography } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ProgrammeView, Receipt, RoundSummary } from '@vermilion/contracts';
import { ask, businessNow } from '../api/client.js';
import { instantText, timeLeft } from '../kit/dates.js';
import { DueTag } from '../kit/due-tag.js';
import { Loaded } from '../kit/page-state.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';

const SelfTest = lazy(async () => ({ default: (await import('./self-test.js')).SelfTest }));

type Programme = Pick<ProgrammeView, 'id' | 'title'>;

/** The open calls, with their dates in words; an application begins here. */
export function Calls() {
  const { t } = useTexts('enterprise');
  const rounds = useQuery({
    queryKey: ['rounds'],
    queryFn: async () => (await ask<{ readonly items: readonly RoundSummary[] }>('GET', 'rounds')).items,
  });
  const programmes = useQuery({
    queryKey: ['programmes'],
    queryFn: async () => (await ask<{ readonly items: readonly Programme[] }>('GET', 'programmes')).items,
  });
  const { message } = App.useApp();
  const navigate = useNavigate();
  const open = useMutation({
    mutationFn: (json: { readonly procedure: string; readonly round?: string }) =>
      ask<Receipt>('POST', 'cases', { json, key: crypto.randomUUID() }),
    onSuccess: ({ caseId }) => {
      void message.success(t('opened', { id: caseId }));
      void navigate({ to: '/cases/$id/form', params: { id: caseId } });
    },
  });
  return (
    <Card title={t('calls')} size="small">
      {open.error && <ProblemAlert error={open.error} />}
      <Loaded query={programmes}>
        {(items) => (
          <Flex vertical gap={20}>
            {items.map((programme) => (
              <Call
                key={programme.id}
                programme={programme}
                rounds={(rounds.data ?? []).filter(({ procedure }) => procedure.id === programme.id)}
                busy={open.isPending}
                begin={(round) => open.mutate({ procedure: programme.id, ...(round === undefined ? {} : { round }) })}
              />
            ))}
          </Flex>
        )}
      </Loaded>
    </Card>
  );
}

interface CallProps {
  readonly programme: Programme;
  readonly rounds: readonly RoundSummary[];
  readonly busy: boolean;
  readonly begin: (round?: string) => void;
}

function Call({ programme, rounds, busy, begin }: CallProps) {
  const { t, read } = useTexts('enterprise');
  const called = rounds.flatMap(({ id, terms }) =>
    terms !== null && Date.parse(terms.closes) > businessNow() ? [{ id, ...terms }] : [],
  );
  return (
    <section aria-label={read(programme.title)}>
      <Typography.Title level={2} style={{ fontSize: 18, marginTop: 0 }}>
        {read(programme.title)}
      </Typography.Title>
      {called.map(({ id, year, opens, closes }) => (
        <Flex key={id} wrap gap={12} align="center">
          <Window year={year} opens={opens} closes={closes} />
          <Button type="primary" loading={busy} onClick={() => begin(id)}>
            {t('apply')}
          </Button>
        </Flex>
      ))}
      {called.length === 0 && (
        <Flex wrap gap={12} align="center">
          <span>{t('call.none')}</span>
          <Button loading={busy} onClick={() => begin()}>
            {t('prepare')}
          </Button>
        </Flex>
      )}
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'test',
            label: t('test'),
            children: (
              <Suspense fallback={<Skeleton active />}>
                <SelfTest id={programme.id} />
              </Suspense>
            ),
          },
        ]}
      />
    </section>
  );
}

interface WindowProps {
  readonly year: number;
  readonly opens: string;
  readonly closes: string;
}

/** From when until when, in words, and how long that still is by the business clock. */
function Window({ year, opens, closes }: WindowProps) {
  const { t, language } = useTexts('enterprise');
  const dates = { year, opens: instantText(opens, language), closes: instantText(closes, language) };
  const { days, hours, over: begun } = timeLeft(opens, businessNow());
  if (begun)
    return (
      <span>
        {t('call', dates)} <DueTag dueAt={closes} />
      </span>
    );
  return <span>{t('call.later', { ...dates, days, hours })}</span>;
}
