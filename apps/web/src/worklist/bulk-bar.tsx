import { useState } from 'react';
import { Button } from 'antd';
import type { TaskView } from '@vermilion/contracts';
import { useTexts } from '../texts/texts.js';
import { BulkDialog } from './bulk-dialog.js';
import { MOST_SELECTED } from './selection.js';

interface Props {
  readonly tasks: readonly TaskView[];
  readonly clear: () => void;
}

/** What can be done with the selected tasks. It stays in sight while the list is scrolled. */
export function BulkBar({ tasks, clear }: Props) {
  const { t } = useTexts('worklist');
  const [deciding, decide] = useState<readonly TaskView[] | null>(null);
  return (
    <>
      {tasks.length > 0 && (
        <section className="bulk-bar" aria-label={t('bulk')}>
          <strong role="status">{t('bulk.selected', { count: tasks.length })}</strong>
          {tasks.length >= MOST_SELECTED && (
            <span className="worklist-quiet">{t('bulk.most', { most: MOST_SELECTED })}</span>
          )}
          <Button type="primary" onClick={() => decide(tasks)}>
            {t('bulk.act')}
          </Button>
          <Button onClick={clear}>{t('bulk.clear')}</Button>
        </section>
      )}
      {deciding && <BulkDialog tasks={deciding} close={() => decide(null)} done={clear} />}
    </>
  );
}
