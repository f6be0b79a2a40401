import { Card } from 'antd';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { CaseSummary, TaskView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { caseQuery, useProgramme } from '../api/cases.js';
import { instantText } from '../kit/dates.js';
import { DueWord } from '../kit/due-tag.js';
import { Loaded } from '../kit/page-state.js';
import { isKept } from '../review/kept-payload.js';
import { useMe } from '../shell/session.js';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './expert.json';
import './expert.css';
import { panelStageOf, seatStanding, seatsTaken } from './seat-standing.js';

addTexts('expert', texts);

interface Items<Item> {
  readonly items: readonly Item[];
}

/** What is done with a seat, by the kind of its task. */
const DONE = new Set(['answer-invitation', 'mark', 'minute']);
const RECENT = 20;

/** The first thing that an expert sees: what is to be done next, in words, and the button that leads there. */
export function ExpertDesk() {
  const { t } = useTexts('expert');
  const tasks = useQuery({
    queryKey: ['tasks', 'expert'],
    queryFn: ({ signal }) => ask<Items<TaskView>>('GET', 'tasks?limit=100', { signal }),
  });
  return (
    <div className="seat-narrow">
      <h1 className="seat-heading">{t('desk')}</h1>
      <Loaded query={tasks}>
        {({ items }) => (
          <>
            <p role="status">{items.length === 0 ? t('desk.none') : t('desk.count', { count: items.length })}</p>
            <ul className="seat-list">
              {items.map((task, at) => (
                <Task key={task.id} task={task} first={at === 0} />
              ))}
            </ul>
            <Others busy={new Set(items.map(({ caseId }) => caseId))} />
          </>
        )}
      </Loaded>
    </div>
  );
}

/** One thing to do: until when, with which workshop, and what. */
function Task({ task, first }: { readonly task: TaskView; readonly first: boolean }) {
  const { t, read, language } = useTexts('expert');
  const person = useMe().data?.person ?? '';
  const { caseId, kind, workshopName, applicant, dueAt, overdue } = task;
  const what = DONE.has(kind) ? kind : 'other';
  const begun = kind === 'mark' && isKept(localStorage, person, caseId, 'submit-marks');
  const name = workshopName ?? caseId;
  const act = t(begun ? 'do.mark.on' : `do.${what}`);
  return (
    <li>
      <Card className="seat-task" data-first={first}>
        <p className="seat-what">{t(`task.${what}`)}</p>
        <h2>{name}</h2>
        <p className="quiet">{read(applicant.name)}</p>
        <p>
          <DueWord dueAt={dueAt} overdue={overdue} />{' '}
          {dueAt !== null &&
            t(kind === 'answer-invitation' ? 'until.answer' : 'until.mark', { until: instantText(dueAt, language) })}
        </p>
        <Link to="/seats/$id" params={{ id: caseId }} className="seat-go" aria-label={t('do.named', { act, name })}>
          {act}
        </Link>
      </Card>
    </li>
  );
}

/** Seats with nothing to do at the moment: what is waited for, or what came out. */
function Others({ busy }: { readonly busy: ReadonlySet<string> }) {
  const { t } = useTexts('expert');
  const found = useQuery({
    queryKey: ['cases', 'expert'],
    queryFn: ({ signal }) => ask<Items<CaseSummary>>('GET', `cases?limit=${RECENT}`, { signal }),
  });
  const others = (found.data?.items ?? []).filter(({ id }) => !busy.has(id));
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="others">
      <h2 id="others" className="seat-others">
        {t('others')}
      </h2>
      <ul className="seat-list">
        {others.map((one) => (
          <Other key={one.id} summary={one} />
        ))}
      </ul>
    </section>
  );
}

function Other({ summary }: { readonly summary: CaseSummary }) {
  const { t, read } = useTexts('expert');
  const { id, workshopName, applicant, procedure } = summary;
  const programme = useProgramme(procedure).data;
  const view = useQuery(caseQuery(id)).data;
  const standing = view && programme && seatStanding(view, panelStageOf(programme, view)?.id);
  return (
    <li className="seat-other-line">
      <Link to="/seats/$id" params={{ id }}>
        {workshopName ?? id}
      </Link>
      <span className="quiet">{read(applicant.name)}</span>
      {view && standing && <span>{t(`stands.${standing}`, { ...seatsTaken(view) })}</span>}
    </li>
  );
}
