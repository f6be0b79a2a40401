import { useState } from 'react';
import { Button, Tag } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import { writtenMean, type Rubric } from '@vermilion/domain';
import { useSteps } from '../api/cases.js';
import { LongText } from '../kit/long-text.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { BAD, GOOD } from '../kit/tones.js';
import { useTexts } from '../texts/texts.js';
import { ownSeat, panelStageOf } from './seat-standing.js';
import { useSeatStep } from './use-seat-step.js';

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
}

type Result = NonNullable<NonNullable<CaseView['panel']>['result']>;
type Mark = Result['marks'][number];

/** What the panel found, by seats and without names, and what this expert gave for it. */
export function Outcome({ view, programme }: Props) {
  const { t } = useTexts('expert');
  const result = view.panel?.result;
  const rubric = panelStageOf(programme, view)?.rubric;
  const seat = ownSeat(view)?.seat;
  if (!result || !rubric) return null;
  const own = result.marks.find((mark) => mark.seat === seat);
  return (
    <>
      <Mean result={result} pass={rubric.passMark} />
      <ul className="seat-totals" aria-label={t('totals')}>
        {result.marks.map((mark) => (
          <li key={mark.seat} data-own={mark.seat === seat}>
            {t(mark.seat === seat ? 'total.own' : 'total.seat', { seat: mark.seat, total: mark.total.toFixed(1) })}
          </li>
        ))}
      </ul>
      {own && <Own mark={own} view={view} rubric={rubric} />}
      {view.panel?.minuteAwaited && <Minute view={view} />}
    </>
  );
}

function Mean({ result, pass }: { readonly result: Result; readonly pass: number }) {
  const { t } = useTexts('expert');
  return (
    <p>
      {t('mean', { mean: writtenMean(result.trimmedMean) })}{' '}
      <Tag color={result.passed ? GOOD : BAD}>{t(result.passed ? 'passed' : 'failed', { pass })}</Tag>
    </p>
  );
}

function Own({ mark, view, rubric }: { readonly mark: Mark; readonly view: CaseView; readonly rubric: Rubric }) {
  const { t, read } = useTexts('expert');
  const said = new Map(
    (view.judgement?.comments ?? []).filter(({ seat }) => seat === mark.seat).map(({ item, text }) => [item, text]),
  );
  return (
    <section aria-labelledby="own">
      <h3 id="own">{t('own')}</h3>
      <ul className="seat-own">
        {rubric.items.map(({ id, name, weight }) => (
          <li key={id}>
            <span>
              {id} {read(name)}
            </span>
            <strong>{t('own.mark', { mark: mark.items[id] ?? '', weight })}</strong>
            {said.has(id) && <p className="quiet">{said.get(id)}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const STEP = 'record-minute';

/** 分差说明: whoever chairs says what was discussed about marks that lie far apart; everybody else learns that this is awaited. */
function Minute({ view }: Pick<Props, 'view'>) {
  const { t } = useTexts('expert');
  const steps = useSteps(view.id).data?.items ?? [];
  const [minute, write] = useState('');
  const { send, pending, error } = useSeatStep(view, STEP);
  if (!steps.some(({ type }) => type === STEP)) return null;
  return (
    <section className="seat-stack">
      <label htmlFor="minute">
        <strong>{t('minute')}</strong>
      </label>
      <LongText id="minute" rows={4} maxLength={4_000} value={minute} onChange={({ target }) => write(target.value)} />
      {error && <ProblemAlert error={error} />}
      <Button
        type="primary"
        size="large"
        loading={pending}
        onClick={() => void send({ minute }).catch(() => undefined)}
      >
        {t('minute.give')}
      </Button>
    </section>
  );
}
