import { Button, Flex, Input } from 'antd';
import { Choice } from '../kit/choice.js';
import { useTexts } from '../texts/texts.js';
import { filterOf, isNarrowed, SCOPES, SORTS, type ListFilter } from './filter.js';
import { KeptFilters } from './kept-filter-menu.js';
import { useTaskCounts } from './use-task-list.js';

interface Props {
  readonly filter: ListFilter;
  readonly show: (filter: ListFilter) => void;
}

const PARTS = { stage: 'stages', procedure: 'procedures', district: 'districts' } as const;
const WIDE = { minWidth: 150, flex: '0 1 auto' } as const;

/** Whose tasks, of which stage, procedure and district, with which words in the name, in which order. */
export function FilterBar({ filter, show }: Props) {
  const { t, read } = useTexts('worklist');
  const counts = useTaskCounts(filterOf({ scope: filter.scope })).data;
  return (
    <Flex wrap gap={8} role="search" aria-label={t('filters')}>
      <Choice
        aria-label={t('scope')}
        style={WIDE}
        value={filter.scope}
        options={SCOPES.map((one) => ({ value: one, label: t(`scope.${one}`) }))}
        onChange={(scope) => show({ ...filter, scope })}
      />
      {(Object.keys(PARTS) as (keyof typeof PARTS)[])
        .map((name) => ({ name, parts: counts?.[PARTS[name]] ?? [] }))
        .filter(({ name, parts }) => parts.length > 1 || filter[name] !== undefined)
        .map(({ name, parts }) => (
          <Choice
            key={name}
            aria-label={t(`filter.${name}`)}
            placeholder={t(`filter.${name}`)}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            style={WIDE}
            value={filter[name] ?? null}
            options={parts.map(({ id, name: words, tasks }) => ({
              value: id,
              label: t('part', { name: read(words), tasks }),
            }))}
            onChange={(value: string | null | undefined) => show({ ...filter, [name]: value ?? undefined })}
          />
        ))}
      <Input.Search
        key={filter.search}
        id="task-search"
        aria-label={t('filter.search')}
        placeholder={t('filter.search')}
        defaultValue={filter.search ?? ''}
        allowClear
        style={{ maxWidth: 260 }}
        onSearch={(search) => show({ ...filter, search: search.trim() === '' ? undefined : search.trim() })}
      />
      <Choice
        aria-label={t('sort')}
        style={WIDE}
        value={filter.sort}
        options={SORTS.map((one) => ({ value: one, label: t(`sort.${one}`) }))}
        onChange={(sort) => show({ ...filter, sort })}
      />
      <KeptFilters filter={filter} show={show} />
      {isNarrowed(filter) && (
        <Button type="link" onClick={() => show(filterOf({ sort: filter.sort }))}>
          {t('filters.clear')}
        </Button>
      )}
    </Flex>
  );
}
