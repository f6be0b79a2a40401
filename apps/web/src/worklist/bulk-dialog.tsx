import { useState } from 'react';
import { Button, Flex, Modal, Progress } from 'antd';
import type { TaskView } from '@vermilion/contracts';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import { BulkChoice, type Wish } from './bulk-choice.js';
import { dividedBy } from './bulk-plan.js';
import { BulkResults } from './bulk-results.js';
import { isSettled, useBulk } from './use-bulk.js';

interface Props {
  readonly tasks: readonly TaskView[];
  readonly close: () => void;
  /** Everything has been dealt with: the selection is no longer needed. */
  readonly done: () => void;
}

/** One decision for many: what follows is shown before, and what came of each one after. */
export function BulkDialog({ tasks, close, done }: Props) {
  const { t } = useTexts('worklist');
  const bulk = useBulk(tasks);
  const { outcomes, running } = bulk;
  const [wish, setWish] = useState<Wish | null>(null);
  const able = wish ? dividedBy(wish.verb, bulk.plan.data ?? []).able : [];
  const left = able.filter(({ task }) => !isSettled(outcomes.get(task.id))).length;
  const begun = outcomes.size > 0 || running;
  const leave = () => {
    if (begun && left === 0) done();
    close();
  };
  return (
    <Modal
      open
      width={760}
      title={t('bulk.title', { count: tasks.length })}
      mask={{ closable: false }}
      closable={!running}
      keyboard={!running}
      onCancel={leave}
      footer={
        <Flex gap={8} justify="end">
          <Button disabled={running} onClick={leave}>
            {t(begun ? 'close' : 'cancel')}
          </Button>
          {wish && left > 0 && (
            <Button
              type="primary"
              loading={running}
              disabled={!wish.complete}
              onClick={() => void bulk.run(wish.verb, wish.payload, able)}
            >
              {t(begun ? 'bulk.again' : 'bulk.confirm', { count: left })}
            </Button>
          )}
        </Flex>
      }
    >
      {begun ? (
        <BulkResults planned={able} outcomes={outcomes} running={running} />
      ) : (
        <Planning bulk={bulk} of={tasks.length} wish={wish} change={setWish} />
      )}
    </Modal>
  );
}

interface PlanningProps {
  readonly bulk: ReturnType<typeof useBulk>;
  readonly of: number;
  readonly wish: Wish | null;
  readonly change: (wish: Wish) => void;
}

function Planning({ bulk: { plan, looked }, of, wish, change }: PlanningProps) {
  if (plan.data) return <BulkChoice planned={plan.data} wish={wish} change={change} />;
  if (plan.error) return <ProblemAlert error={plan.error} retry={() => void plan.refetch()} />;
  return <Looking looked={looked} of={of} />;
}

function Looking({ looked, of }: { readonly looked: number; readonly of: number }) {
  const { t } = useTexts('worklist');
  return (
    <>
      <p>{t('bulk.looking', { looked, of })}</p>
      <Progress percent={Math.round((looked / of) * 100)} showInfo={false} aria-label={t('bulk.progress')} />
    </>
  );
}
