import { App, Button, Card, Empty, Flex, Typography } from 'antd';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { CaseSummary, ProgrammeView, Receipt, RoundSummary, TaskView } from '@vermilion/contracts';
import { ask, businessNow } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { DueTag } from '../kit/due-tag.js';
import { Loaded } from '../kit/page-state.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { Cases } from '../review/cases-page.js';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './enterprise.json';

addTexts('enterprise', texts);

/** What an enterprise has to do, what it has under way, and what it can apply for. */
export function FirmDesk() {
  const { t } = useTexts('enterprise');
  return (
    <Flex vertical gap={16}>
      <Typography.Title level={1} style={{ fontSize: 24, marginBottom: 0 }}>
        {t('desk')}
      </Typography.Title>
      <ToDo />
      <Calls />
      <Mine />
    </Flex>
  );
}

/** The tasks of the firm: the next step, and until when. */
function ToDo() {
  const { t, read } = useTexts('enterprise');
  const found = useQuery({
    queryKey: ['tasks', 'firm'],
    queryFn: () => ask<{ readonly items: readonly TaskView[] }>('GET', 'tasks?limit=50'),
  });
  return (
    <Card title={t('toDo')} size="small">
      <Loaded query={found}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('toDo.none')} />
          ) : (
            <ul>
              {items.map(({ id, caseId, kind, stage, workshopName, dueAt, overdue }) => (
                <li key={id}>
                  <Link
                    to={kind === 'draft' || kind === 'correct' || kind === 'supply' ? '/cases/$id/form' : '/cases/$id'}
                    params={{ id: caseId }}
                  >
                    {workshopName ?? t('unnamed', { id: caseId })}
                  </Link>{' '}
                  {read(stage?.title)} <DueTag dueAt={dueAt} overdue={overdue} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

/** The open calls, with their dates in words; an application begins here. */
function Calls() {
  const { t } = useTexts('enterprise');
  const rounds = useQuery({
    queryKey: ['rounds'],
    queryFn: async () => (await ask<{ readonly items: readonly RoundSummary[] }>('GET', 'rounds')).items,
  });
  const programmes = useQuery({
    queryKey: ['programmes'],
    queryFn: async () => (await ask<{ readonly items: readonly ProgrammeView[] }>('GET', 'programmes')).items,
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
          <Flex vertical gap={12}>
            {items.map((programme) => (
              <Call
                key={programme.id}
                programme={programme}
                rounds={(rounds.data ?? []).filter(
                  ({ procedure, terms }) => procedure.id === programme.id && terms !== null,
                )}
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
  readonly programme: ProgrammeView;
  readonly rounds: readonly RoundSummary[];
  readonly busy: boolean;
  readonly begin: (round?: string) => void;
}

function Call({ programme, rounds, busy, begin }: CallProps) {
  const { t, read, language } = useTexts('enterprise');
  const receiving = rounds.filter(({ terms }) => terms !== null && Date.parse(terms.closes) > businessNow());
  return (
    <section aria-label={read(programme.title)}>
      <Typography.Title level={2} style={{ fontSize: 18 }}>
        {read(programme.title)}
      </Typography.Title>
      {receiving.length === 0 && <p>{t('call.none')}</p>}
      {receiving.map(({ id, terms }) =>
        terms === null ? null : (
          <p key={id}>
            {t('call', { id, opens: instantText(terms.opens, language), closes: instantText(terms.closes, language) })}{' '}
            <DueTag dueAt={terms.closes} />{' '}
            <Button type="primary" size="small" loading={busy} onClick={() => begin(id)}>
              {t('apply')}
            </Button>
          </p>
        ),
      )}
      {receiving.length === 0 && (
        <Button loading={busy} onClick={() => begin()}>
          {t('prepare')}
        </Button>
      )}
    </section>
  );
}

function Mine() {
  const { t } = useTexts('enterprise');
  const found = useQuery({
    queryKey: ['cases', 'mine'],
    queryFn: () => ask<{ readonly items: readonly CaseSummary[] }>('GET', 'cases?limit=50'),
  });
  return (
    <Card title={t('mine')} size="small">
      <Loaded query={found}>{({ items }) => <Cases items={items} loading={false} />}</Loaded>
    </Card>
  );
}
