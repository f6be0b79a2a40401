import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { Empty, Skeleton } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import type { TaskView } from '@vermilion/contracts';
import { useTexts } from '../texts/texts.js';
import { rowAfter, type ListAction } from './list-keys.js';
import type { useSelection } from './selection.js';
import { TaskRow } from './task-row.js';
import { useClaim } from './use-claim.js';
import { useListKeys } from './use-list-keys.js';
import type { useTaskList } from './use-task-list.js';

const ROW_PX = 60;
const SPARE_ROWS = 8;
/** So many rows before the end of what is loaded, the next page is asked for. */
const AHEAD = 20;
const COLUMNS = ['due', 'what', 'stage', 'firm', 'district', 'since', 'claim'] as const;

interface Props {
  readonly list: ReturnType<typeof useTaskList>;
  readonly selection: ReturnType<typeof useSelection>;
  readonly total: number | undefined;
  readonly narrowed: boolean;
  readonly letters: boolean;
  readonly askHelp: () => void;
}

/** The tasks as a grid of which only the rows in sight are drawn, however many there are. One stop for Tab; arrows walk within. */
export function TaskGrid({ list, selection, total, narrowed, letters, askHelp }: Props) {
  const { t } = useTexts('worklist');
  const { tasks } = list;
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState({ index: -1, grab: false });
  const claim = useClaim();
  const navigate = useNavigate();
  const { body, rows, virtual } = useRows(list);
  const { mutate } = claim;
  const withTask: { readonly [action in ListAction]?: (task: TaskView) => void } = {
    open: ({ caseId }) => void navigate({ to: '/cases/$id', params: { id: caseId } }),
    select: ({ id }) => selection.toggle(id),
    claim: (task) => task.claimed !== 'colleague' && mutate(task),
  };
  const withList: { readonly [action in ListAction]?: () => void } = {
    help: askHelp,
    search: () => document.getElementById('task-search')?.focus(),
    clear: selection.clear,
  };
  const act = (action: ListAction) => {
    withList[action]?.();
    const task = tasks[active.index];
    if (task) withTask[action]?.(task);
    const to = rowAfter(action, active.index, tasks.length);
    if (to === null) return;
    virtual.scrollToIndex(to, { align: 'auto' });
    setActive({ index: to, grab: true });
  };
  useListKeys(grid, letters, act);
  const enter = useCallback((index: number) => setActive({ index, grab: false }), []);
  if (list.isPending) return <Skeleton active />;
  if (tasks.length === 0) return <Empty description={t(narrowed ? 'none.found' : 'none')} />;
  return (
    <>
      <div
        ref={grid}
        role="grid"
        aria-label={t('work')}
        aria-rowcount={(total ?? tasks.length) + 1}
        aria-multiselectable
        className="worklist"
      >
        <Head selection={selection} loaded={tasks.length} />
        <div ref={body} role="rowgroup" style={{ position: 'relative', height: virtual.getTotalSize() }}>
          {rows.map(({ index, start }) => {
            const task = tasks[index];
            return (
              task && (
                <TaskRow
                  key={task.id}
                  task={task}
                  index={index}
                  start={start - virtual.options.scrollMargin}
                  active={index === Math.max(active.index, 0)}
                  grab={active.grab && index === active.index}
                  selected={selection.ids.has(task.id)}
                  claiming={claim.isPending && claim.variables.id === task.id}
                  toggle={selection.toggle}
                  claim={mutate}
                  enter={enter}
                  measure={virtual.measureElement}
                />
              )
            );
          })}
        </div>
      </div>
      <div className="worklist-foot">{t('loaded', { loaded: tasks.length, total: total ?? tasks.length })}</div>
    </>
  );
}

/** The rows in sight; as their end comes near, the next page is asked for. */
function useRows({ tasks, hasNextPage, isFetchingNextPage, fetchNextPage }: Props['list']) {
  const body = useRef<HTMLDivElement>(null);
  const scrollMargin = useTopOf(body);
  const virtual = useWindowVirtualizer({
    count: tasks.length,
    estimateSize: () => ROW_PX,
    overscan: SPARE_ROWS,
    scrollMargin,
    getItemKey: (index) => tasks[index]?.id ?? index,
  });
  const rows = virtual.getVirtualItems();
  const lastInSight = rows.at(-1)?.index ?? 0;
  const near = hasNextPage && !isFetchingNextPage && lastInSight >= tasks.length - AHEAD;
  useEffect(() => {
    if (near) void fetchNextPage();
  }, [near, fetchNextPage, tasks.length]);
  return { body, rows, virtual };
}

/** How far down the page the element begins, whatever comes and goes above it. */
function useTopOf(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useEffect(() => {
    const look = () => {
      const at = element.current?.getBoundingClientRect().top;
      if (at !== undefined) setTop(Math.round(at + window.scrollY));
    };
    const observer = new ResizeObserver(look);
    observer.observe(document.documentElement);
    return () => observer.disconnect();
  }, [element]);
  return top;
}

function Head({ selection, loaded }: { readonly selection: Props['selection']; readonly loaded: number }) {
  const { t } = useTexts('worklist');
  const some = selection.chosen.length > 0;
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className="worklist-head">
        <div role="columnheader">
          <label className="worklist-tick">
            <input
              type="checkbox"
              aria-label={t('select.all', { count: loaded })}
              checked={some && selection.chosen.length === loaded}
              onChange={some ? selection.clear : selection.all}
            />
          </label>
        </div>
        {COLUMNS.map((name) => (
          <div key={name} role="columnheader">
            {t(`column.${name}`)}
          </div>
        ))}
      </div>
    </div>
  );
}
