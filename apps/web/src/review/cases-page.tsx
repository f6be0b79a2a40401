import { Empty, Flex, Input, Table, Typography } from 'antd';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CaseSummary } from '@vermilion/contracts';
import { Choice } from '../kit/choice.js';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { DueTag } from '../kit/due-tag.js';
import { Pager, usePages } from '../kit/pager.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './review.json';

addTexts('review', texts);

interface Filter {
  readonly phase?: string;
  readonly holder?: string;
  readonly overdue?: string;
  readonly search?: string;
}

const CHOICES = {
  phase: ['draft', 'running', 'closed'],
  holder: ['mine', 'enterprise', 'district', 'bureau', 'panel', 'round', 'system'],
  overdue: ['true'],
} as const;

interface Page {
  readonly items: readonly CaseSummary[];
  readonly next: string | null;
}

/** Every case that I may see. The filter stands in the address: it can be kept, and sent to a colleague. */
export function CasesPage() {
  const { t } = useTexts('review');
  const filter: Filter = useSearch({ strict: false });
  const navigate = useNavigate();
  const pages = usePages();
  const set = (changed: Filter) => {
    pages.restart();
    void navigate({ to: '/cases', search: { ...filter, ...changed } as never, replace: true });
  };
  const asked = new URLSearchParams({ limit: '20' });
  for (const name of ['phase', 'holder', 'overdue', 'search'] as const) {
    const value = filter[name];
    if (value !== undefined && value !== '') asked.set(name, value);
  }
  if (pages.cursor !== undefined) asked.set('after', pages.cursor);
  const page = useQuery({
    queryKey: ['cases', asked.toString()],
    queryFn: () => ask<Page>('GET', `cases?${asked.toString()}`),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Typography.Title level={1} style={{ fontSize: 24 }}>
        {t('cases')}
      </Typography.Title>
      <Flex wrap gap={8} style={{ marginBottom: 12 }}>
        {(Object.keys(CHOICES) as (keyof typeof CHOICES)[]).map((name) => (
          <Choice
            key={name}
            aria-label={t(`filter.${name}`)}
            placeholder={t(`filter.${name}`)}
            allowClear
            style={{ minWidth: 150 }}
            value={filter[name] ?? null}
            options={CHOICES[name].map((one) => ({ value: one, label: t(`filter.${name}.${one}`) }))}
            onChange={(value: string | null | undefined) => set({ [name]: value ?? undefined })}
          />
        ))}
        <Input.Search
          aria-label={t('filter.search')}
          placeholder={t('filter.search')}
          defaultValue={filter.search ?? ''}
          allowClear
          style={{ maxWidth: 280 }}
          onSearch={(search) => set({ search: search === '' ? undefined : search })}
        />
      </Flex>
      {page.error && <ProblemAlert error={page.error} retry={() => void page.refetch()} />}
      <Cases items={page.data?.items ?? []} loading={page.isPending} />
      <Pager pages={pages} next={page.data?.next} />
    </>
  );
}

/** Cases as rows: who applies, where it is, who has it, until when. */
function Cases({ items, loading }: { readonly items: readonly CaseSummary[]; readonly loading: boolean }) {
  const { t, read, language } = useTexts('review');
  return (
    <Table
      size="middle"
      loading={loading}
      pagination={false}
      scroll={{ x: 'max-content' }}
      rowKey="id"
      dataSource={[...items]}
      locale={{ emptyText: loading ? ' ' : <Empty description={t('cases.none')} /> }}
      columns={[
        {
          title: t('task.what'),
          key: 'what',
          render: (_, { id, workshopName }) => (
            <>
              <Link to="/cases/$id" params={{ id }}>
                {workshopName ?? t('unnamed')}
              </Link>
              <div>{id}</div>
            </>
          ),
        },
        { title: t('applicant'), key: 'applicant', render: (_, { applicant }) => read(applicant.name) },
        {
          title: t('state'),
          key: 'state',
          render: (_, { outcome, stage }) => (outcome === null ? read(stage?.title) : t(`outcome.${outcome}`)),
        },
        {
          title: t('holder'),
          key: 'holder',
          render: (_, { holder }) =>
            holder?.organisation ? read(holder.organisation.name) : t(`holder.${holder?.kind ?? 'none'}`),
        },
        {
          title: t('task.due'),
          key: 'due',
          render: (_, { dueAt, overdue }) => <DueTag dueAt={dueAt} overdue={overdue} />,
        },
        { title: t('updated'), key: 'updated', render: (_, { updatedAt }) => instantText(updatedAt, language) },
      ]}
    />
  );
}
