import { Alert } from 'antd';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { TaskView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { DueTag } from '../kit/due-tag.js';
import { useTexts } from '../texts/texts.js';
import { queryOf } from '../worklist/filter.js';
import { lastList } from '../worklist/last-list.js';

/** After a decision: the next most urgent task of the list that I work through, one press away. */
export function NextTask({ after }: { readonly after: string }) {
  const { t, read } = useTexts('review');
  const query = queryOf(lastList());
  const found = useQuery({
    queryKey: ['tasks', 'next', after, query],
    queryFn: () => ask<{ readonly items: readonly TaskView[] }>('GET', `tasks?${query}&limit=5`),
  });
  if (!found.data) return null;
  const next = found.data.items.find(({ caseId }) => caseId !== after);
  if (!next) return <Alert type="success" showIcon title={t('next.none')} />;
  return (
    <Alert
      type="success"
      showIcon
      title={
        <>
          {t('next')}{' '}
          <Link to="/cases/$id" params={{ id: next.caseId }}>
            <strong>{next.workshopName ?? next.caseId}</strong>
          </Link>
        </>
      }
      description={
        <>
          {read(next.stage?.title)} <DueTag dueAt={next.dueAt} overdue={next.overdue} />
        </>
      }
    />
  );
}
