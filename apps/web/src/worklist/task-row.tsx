import { memo, useEffect, useRef } from 'react';
import { Link } from '@tanstack/react-router';
import type { TaskView } from '@vermilion/contracts';
import { instantText } from '../kit/dates.js';
import { DueWord } from '../kit/due-tag.js';
import { useTexts } from '../texts/texts.js';
import texts from './worklist.json';

/** Kinds of tasks that have a name of their own. */
const KINDS = new Set(
  Object.keys(texts).flatMap((key) => (key.startsWith('kind.') ? [key.slice('kind.'.length)] : [])),
);

interface Props {
  readonly task: TaskView;
  readonly index: number;
  /** How far down, in pixels of the list. */
  readonly start: number;
  readonly active: boolean;
  /** Whether the row shall take the focus: it has become the active one by a key. */
  readonly grab: boolean;
  readonly selected: boolean;
  readonly claiming: boolean;
  readonly toggle: (id: string) => void;
  readonly claim: (task: TaskView) => void;
  readonly enter: (index: number) => void;
  readonly measure: (row: HTMLElement | null) => void;
}

/** One task: until when, what, whose, and whether somebody has it in hand. Only the active row can be reached by Tab. */
export const TaskRow = memo(function TaskRow({ measure, start, ...row }: Props) {
  const { t, read, language } = useTexts('worklist');
  const { task, index, active, selected, grab } = row;
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (grab) link.current?.focus({ preventScroll: true });
  }, [grab]);
  const name = task.workshopName ?? task.caseId;
  const tabIndex = active ? 0 : -1;
  return (
    <div
      ref={measure}
      data-index={index}
      data-active={active}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className="worklist-row"
      style={{ transform: `translateY(${start}px)` }}
      onFocus={() => row.enter(index)}
    >
      <div role="gridcell" className="at-tick">
        <label className="worklist-tick">
          <input
            type="checkbox"
            tabIndex={tabIndex}
            aria-label={t('select', { name })}
            checked={selected}
            onChange={() => row.toggle(task.id)}
          />
        </label>
      </div>
      <div role="gridcell" className="at-due">
        <DueWord dueAt={task.dueAt} overdue={task.overdue} />
        {task.dueAt !== null && <small style={{ display: 'block' }}>{instantText(task.dueAt, language)}</small>}
      </div>
      <div role="gridcell" className="at-what">
        <Link ref={link} to="/cases/$id" params={{ id: task.caseId }} tabIndex={tabIndex} preload={false}>
          {name}
        </Link>
        <small style={{ display: 'block' }}>{task.caseId}</small>
      </div>
      <div role="gridcell" className="at-stage">
        {t('task', {
          stage: read(task.stage?.title),
          kind: t(KINDS.has(task.kind) ? `kind.${task.kind}` : 'kind.other'),
        })}
        <small style={{ display: 'block' }}>{read(task.procedure.title)}</small>
      </div>
      <div role="gridcell" className="at-firm">
        {read(task.applicant.name)}
      </div>
      <div role="gridcell" className="at-district">
        {read(task.district.name)}
      </div>
      <div role="gridcell" className="at-since">
        {instantText(task.openedAt, language)}
      </div>
      <div role="gridcell" className="at-claim">
        <Claim task={task} claiming={row.claiming} claim={row.claim} tabIndex={tabIndex} />
      </div>
    </div>
  );
});

interface ClaimProps extends Pick<Props, 'task' | 'claiming' | 'claim'> {
  readonly tabIndex: number;
}

/** A plain button: one of the library for each line costs more than all the rest of the list. */
function Claim({ task, claiming, claim, tabIndex }: ClaimProps) {
  const { t } = useTexts('worklist');
  if (task.claimed === 'colleague') return <span className="worklist-quiet">{t('claim.colleague')}</span>;
  const name = task.workshopName ?? task.caseId;
  const mine = task.claimed === 'mine';
  return (
    <button
      type="button"
      className="worklist-claim"
      data-mine={mine}
      tabIndex={tabIndex}
      aria-busy={claiming}
      disabled={claiming}
      aria-label={mine ? t('claim.releaseName', { name }) : t('claim.takeName', { name })}
      onClick={() => claim(task)}
    >
      {t(mine ? 'claim.release' : 'claim.take')}
    </button>
  );
}
