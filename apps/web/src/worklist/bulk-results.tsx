import { Progress, Tag } from 'antd';
import { Link } from '@tanstack/react-router';
import { BAD, CARE, GOOD, QUIET } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';
import type { Planned } from './bulk-plan.js';
import type { Outcome } from './bulk-run.js';

interface Props {
  readonly planned: readonly Planned[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly running: boolean;
}

const TONES = { done: GOOD, refused: BAD, overtaken: CARE, unanswered: QUIET } as const;

/** What came of each: done, refused with the reason, somebody else was first, or no answer yet. What went wrong stands on top. */
export function BulkResults({ planned, outcomes, running }: Props) {
  const { t } = useTexts('worklist');
  const of = (one: Planned) => outcomes.get(one.task.id);
  const count = (kind: Outcome['kind']) => planned.filter((one) => of(one)?.kind === kind).length;
  const known = planned.filter((one) => of(one) !== undefined).length;
  const faults = planned.filter((one) => of(one) && of(one)?.kind !== 'done');
  const others = planned.filter((one) => !faults.includes(one));
  return (
    <>
      <Progress
        percent={Math.round((known / Math.max(planned.length, 1)) * 100)}
        status={running ? 'active' : 'normal'}
        showInfo={false}
        aria-label={t('bulk.progress')}
      />
      <p role="status">
        {t('bulk.sum', {
          done: count('done'),
          refused: count('refused'),
          overtaken: count('overtaken'),
          waiting: planned.length - count('done') - count('refused') - count('overtaken'),
        })}
      </p>
      {!running && count('unanswered') > 0 && <p>{t('bulk.broken')}</p>}
      <ul style={{ listStyle: 'none', padding: 0, margin: 0, maxHeight: '50vh', overflowY: 'auto' }}>
        {[...faults, ...others].map((one) => (
          <Result key={one.task.id} task={one.task} outcome={of(one)} />
        ))}
      </ul>
    </>
  );
}

function Result({ task, outcome }: { readonly task: Planned['task']; readonly outcome: Outcome | undefined }) {
  const { t, language } = useTexts('worklist');
  const problem = outcome && 'problem' in outcome ? outcome.problem : null;
  const words = problem && (language === 'en' ? problem.en : problem);
  return (
    <li style={{ padding: '6px 0', borderBottom: '1px solid var(--line)' }}>
      <Tag color={outcome ? TONES[outcome.kind] : QUIET}>{t(`outcome.${outcome?.kind ?? 'waiting'}`)}</Tag>
      <Link to="/cases/$id" params={{ id: task.caseId }}>
        {task.workshopName ?? task.caseId}
      </Link>
      {words && (
        <div>
          {words.detail} {words.remedy}
        </div>
      )}
    </li>
  );
}
