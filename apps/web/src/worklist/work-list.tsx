import { useState } from 'react';
import { Alert, Button, Flex, Typography } from 'antd';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ProblemAlert } from '../kit/problem-alert.js';
import reviewTexts from '../review/review.json';
import { addTexts, useTexts } from '../texts/texts.js';
import { BulkBar } from './bulk-bar.js';
import { FilterBar } from './filter-bar.js';
import { addressOf, filterOf, isNarrowed, type ListFilter } from './filter.js';
import { rememberList } from './last-list.js';
import { useSelection } from './selection.js';
import { ShortcutsHelp, useLetterKeys } from './shortcuts-help.js';
import { TaskGrid } from './task-grid.js';
import { Urgencies } from './urgencies.js';
import { useRenewal, useTaskCounts, useTaskList } from './use-task-list.js';
import texts from './worklist.json';
import './worklist.css';

addTexts('worklist', texts);
// The words of choosing a colleague, and of what follows from a step.
addTexts('review', reviewTexts);

/** What waits for me, the most urgent first. What is shown stands in the address. */
export function WorkList() {
  const { t } = useTexts('worklist');
  const filter = filterOf(useSearch({ strict: false }));
  const navigate = useNavigate();
  const [help, showHelp] = useState(false);
  const letters = useLetterKeys();
  const counts = useTaskCounts(filter);
  const list = useTaskList(filter);
  const selection = useSelection(list.tasks);
  const { behind, renew } = useRenewal(list);
  rememberList(filter);
  const show = (next: ListFilter) => {
    selection.clear();
    void navigate({ to: '/desk', search: addressOf(next) as never, replace: true });
  };
  const total = counts.data?.total;
  return (
    <>
      <Flex wrap align="baseline" gap="0 16px" justify="space-between">
        <Typography.Title level={1} style={{ fontSize: 24, marginBottom: 8 }}>
          {t('work')}
        </Typography.Title>
        <Button type="text" onClick={() => showHelp(true)}>
          {t('keys')}
        </Button>
      </Flex>
      <Urgencies filter={filter} show={show} />
      <FilterBar filter={filter} show={show} />
      <p role="status" className="worklist-quiet" style={{ margin: '4px 0 8px' }}>
        {total === undefined ? t('counting') : t(isNarrowed(filter) ? 'found' : 'total', { total })}
      </p>
      {list.error && <ProblemAlert error={list.error} retry={() => void list.refetch()} />}
      {behind && (
        <Alert
          type="info"
          showIcon
          title={t('behind')}
          action={<Button onClick={renew}>{t('renew')}</Button>}
          style={{ marginBottom: 8 }}
        />
      )}
      <TaskGrid
        list={list}
        total={total}
        narrowed={isNarrowed(filter)}
        selection={selection}
        letters={letters.on}
        askHelp={() => showHelp(true)}
      />
      <BulkBar tasks={selection.chosen} clear={selection.clear} />
      <ShortcutsHelp open={help} close={() => showHelp(false)} letters={letters} />
    </>
  );
}
