import { useRef } from 'react';
import { App, Button, Empty, Segmented, Table, Tag, Typography } from 'antd';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TaskView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { DueTag } from '../kit/due-tag.js';
import { Pager, usePages } from '../kit/pager.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './review.json';

addTexts('review', texts);

interface Page {
  readonly items: readonly TaskView[];
  readonly next: string | null;
}

/** Kinds of tasks that have a name of their own. */
const KINDS = new Set(
  Object.keys(texts).flatMap((key) => (key.startsWith('task.kind.') ? [key.slice('task.kind.'.length)] : [])),
);
const SCOPES = ['due', 'mine', 'group'] as const;
type Scope = (typeof SCOPES)[number];

function scopeOf(search: unknown): Scope {
  const asked = (search as { readonly scope?: unknown }).scope;
  return SCOPES.find((scope) => scope === asked) ?? 'due';
}

/** What waits for me, the most urgent first. Which part of it is shown stands in the address. */
export function WorkList() {
  const { t } = useTexts('review');
  const scope = scopeOf(useSearch({ strict: false }));
  const navigate = useNavigate();
  const pages = usePages();
  const { cursor } = pages;
  const page = useQuery({
    queryKey: ['tasks', scope, cursor ?? ''],
    queryFn: () =>
      ask<Page>(
        'GET',
        `tasks?scope=${scope}&limit=20${cursor === undefined ? '' : `&after=${encodeURIComponent(cursor)}`}`,
      ),
    placeholderData: keepPreviousData,
  });
  const show = (next: Scope) => {
    pages.restart();
    void navigate({ to: '/desk', search: { scope: next } as never });
  };
  return (
    <>
      <Typography.Title level={1} style={{ fontSize: 24 }}>
        {t('work')}
      </Typography.Title>
      <Segmented<Scope>
        aria-label={t('scope')}
        value={scope}
        onChange={show}
        options={SCOPES.map((one) => ({ value: one, label: t(`scope.${one}`) }))}
        style={{ marginBottom: 12 }}
      />
      {page.error && <ProblemAlert error={page.error} retry={() => void page.refetch()} />}
      <Tasks tasks={page.data?.items ?? []} loading={page.isPending} />
      <Pager pages={pages} next={page.data?.next} />
    </>
  );
}

function Tasks({ tasks, loading }: { readonly tasks: readonly TaskView[]; readonly loading: boolean }) {
  const { t, read, language } = useTexts('review');
  const table = useRef<HTMLDivElement>(null);
  return (
    <div ref={table} onKeyDown={(event) => walk(event.key, table.current)}>
      <Table
        size="middle"
        loading={loading}
        pagination={false}
        scroll={{ x: 'max-content' }}
        rowKey="id"
        dataSource={[...tasks]}
        locale={{ emptyText: loading ? ' ' : <Empty description={t('work.none')} /> }}
        columns={[
          {
            title: t('task.what'),
            key: 'what',
            render: (_, { kind, stage, caseId, workshopName }) => (
              <>
                <Link to="/cases/$id" params={{ id: caseId }} data-walk>
                  {workshopName ?? caseId}
                </Link>
                <div>
                  {read(stage?.title)} · {t(KINDS.has(kind) ? `task.kind.${kind}` : 'task.kind.other')}
                </div>
              </>
            ),
          },
          { title: t('applicant'), key: 'applicant', render: (_, { applicant }) => read(applicant.name) },
          {
            title: t('task.due'),
            key: 'due',
            render: (_, { dueAt, overdue }) => <DueTag dueAt={dueAt} overdue={overdue} />,
          },
          { title: t('task.since'), key: 'since', render: (_, { openedAt }) => instantText(openedAt, language) },
          { title: t('task.claim'), key: 'claim', render: (_, task) => <Claim task={task} /> },
        ]}
      />
    </div>
  );
}

/** Up and down walk from case to case, as in a list of files. */
function walk(key: string, table: HTMLElement | null): void {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !table) return;
  const links = [...table.querySelectorAll<HTMLElement>('[data-walk]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
}

function Claim({ task }: { readonly task: TaskView }) {
  const { t } = useTexts('review');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const claim = useMutation({
    mutationFn: (mine: boolean) => ask('POST', `tasks/${encodeURIComponent(task.id)}/claim`, { json: { claim: mine } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
    onError: () => void message.warning(t('task.claimLost')),
  });
  if (task.claimed === 'colleague') return <Tag>{t('task.colleague')}</Tag>;
  const mine = task.claimed === 'mine';
  return (
    <Button size="small" loading={claim.isPending} onClick={() => claim.mutate(!mine)}>
      {t(mine ? 'task.release' : 'task.take')}
    </Button>
  );
}
