import { Button, Card, Flex } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { TaskView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { DueTag } from '../kit/due-tag.js';
import { Loaded } from '../kit/page-state.js';
import { useTexts } from '../texts/texts.js';

/** What is done on the form itself; everything else is done on the page of the case. */
const ON_THE_FORM = new Set(['draft', 'correct', 'supply']);
const SAID = new Set(['draft', 'correct', 'supply', 'repair-credit']);

/** The tasks of the firm, the most urgent first: what to do, until when, and the button that leads there. */
export function FirmTasks() {
  const { t } = useTexts('enterprise');
  const found = useQuery({
    queryKey: ['tasks', 'firm'],
    queryFn: () => ask<{ readonly items: readonly TaskView[] }>('GET', 'tasks?limit=50'),
  });
  return (
    <Card title={t('toDo')} size="small">
      <Loaded query={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet" style={{ margin: 0 }}>
              {t('toDo.none')}
            </p>
          ) : (
            <ul className="firm-list">
              {items.map((task, at) => (
                <Task key={task.id} task={task} first={at === 0} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function Task({ task, first }: { readonly task: TaskView; readonly first: boolean }) {
  const { t, read, language } = useTexts('enterprise');
  const { caseId, kind, stage, workshopName, dueAt, overdue } = task;
  const what = SAID.has(kind) ? kind : 'other';
  const onForm = ON_THE_FORM.has(kind);
  const navigate = useNavigate();
  return (
    <li>
      <Flex wrap gap={12} align="center" justify="space-between">
        <div>
          <strong>{workshopName ?? t('unnamed', { id: caseId })}</strong>
          <div>{t(`task.${what}`, { stage: read(stage?.title) })}</div>
          {dueAt !== null && (
            <div>
              {t('task.until', { at: instantText(dueAt, language) })} <DueTag dueAt={dueAt} overdue={overdue} />
            </div>
          )}
        </div>
        <Button
          type={first ? 'primary' : 'default'}
          href={`/cases/${caseId}${onForm ? '/form' : ''}`}
          onClick={(event) => {
            event.preventDefault();
            void navigate({ to: onForm ? '/cases/$id/form' : '/cases/$id', params: { id: caseId } });
          }}
        >
          {t(`task.go.${what}`)}
        </Button>
      </Flex>
    </li>
  );
}
