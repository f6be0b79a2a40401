import { useState } from 'react';
import { Alert, App, Button } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import type { Marks, Rubric } from '@vermilion/domain';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useKeptPayload } from '../review/kept-payload.js';
import { useTexts } from '../texts/texts.js';
import { inputOf, MarkItem } from './mark-item.js';
import { markFaults, marksToSend, NO_MARKS, progressOf, type MarkFault } from './marks.js';
import { seatsTaken } from './seat-standing.js';
import { useSeatStep } from './use-seat-step.js';

/** The step of which what is entered is kept. */
const MARKING = { type: 'submit-marks', payload: { properties: { marks: {} } } };

/** The marks of this expert as far as they are entered, kept on the device with every change. */
export function useMarks(view: CaseView, rubric: Rubric) {
  const kept = useKeptPayload(MARKING, view);
  const marks = { ...NO_MARKS, ...(kept.payload['marks'] as Marks | undefined) };
  return {
    marks,
    change: (next: Marks) => kept.change({ marks: next }),
    forget: kept.forget,
    progress: { ...progressOf(rubric, marks), keptAt: kept.keptAt },
  };
}

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
  readonly rubric: Rubric;
  readonly entered: ReturnType<typeof useMarks>;
  /** The marks have been submitted. */
  readonly done: () => void;
}

/** The rubric, item by item beside the file; at its end the marks are submitted, once and for all. */
export function Marking({ view, programme, rubric, entered, done }: Props) {
  const { t } = useTexts('expert');
  const { marks, change } = entered;
  const [asked, setAsked] = useState(false);
  const faults = markFaults(rubric, marks);
  return (
    <>
      <p className="quiet">{t('rubric.rule', { below: rubric.commentBelow * 100, pass: rubric.passMark })}</p>
      <ol className="mark-items">
        {rubric.items.map((item) => (
          <MarkItem
            key={item.id}
            item={item}
            rubric={rubric}
            marks={marks}
            faults={faults.filter((fault) => fault.item === item.id)}
            asked={asked}
            change={change}
          />
        ))}
      </ol>
      <div className="seat-submit">
        {asked && <Open faults={faults} rubric={rubric} />}
        <Submit
          view={view}
          programme={programme}
          entered={entered}
          done={done}
          open={faults}
          ask={() => {
            setAsked(true);
            const [first] = faults;
            if (first) goTo(first);
          }}
        />
      </div>
    </>
  );
}

/** To the input of a fault, once it is drawn. */
function goTo(fault: MarkFault): void {
  requestAnimationFrame(() => {
    const input = document.getElementById(inputOf(fault));
    input?.focus({ preventScroll: true });
    input?.closest('li')?.scrollIntoView({ block: 'center' });
  });
}

/** What is still to be done before the marks can be submitted, each one press away. */
function Open({ faults, rubric }: { readonly faults: readonly MarkFault[]; readonly rubric: Rubric }) {
  const { t, read } = useTexts('expert');
  if (faults.length === 0) return null;
  const nameOf = new Map(rubric.items.map(({ id, name }) => [id, name]));
  return (
    <Alert
      type="warning"
      role="alert"
      showIcon
      title={t('open', { count: faults.length })}
      description={
        <ul className="seat-open">
          {faults.map((fault) => (
            <li key={inputOf(fault)}>
              <Button type="link" onClick={() => goTo(fault)}>
                {t('open.one', { id: fault.item, name: read(nameOf.get(fault.item)) })}
              </Button>
              {read(fault.message)}
            </li>
          ))}
        </ul>
      }
    />
  );
}

interface SubmitProps extends Omit<Props, 'rubric'> {
  readonly open: readonly MarkFault[];
  /** Shows what is still open. */
  readonly ask: () => void;
}

/** Submitting: asked once more with the total, since it is final; not before the panel is complete. */
function Submit({ view, programme, entered, done, open, ask }: SubmitProps) {
  const { t } = useTexts('expert');
  const { modal, message } = App.useApp();
  const { send, pending, error } = useSeatStep(view, MARKING.type);
  const give = () =>
    send({ marks: marksToSend(entered.marks) }).then(
      () => {
        entered.forget();
        done();
        void message.success(t('submitted'));
      },
      () => undefined,
    );
  const confirm = () =>
    void modal.confirm({
      title: t('confirm', { total: entered.progress.total.toFixed(1) }),
      content: t('confirm.final', { of: seatsTaken(view).of }),
      okText: t('confirm.yes'),
      cancelText: t('confirm.no'),
      onOk: give,
    });
  if (!view.panel?.convened) return <Alert type="info" showIcon title={t('notComplete', { ...seatsTaken(view) })} />;
  return (
    <>
      {error && <ProblemAlert error={error} programme={programme} />}
      <Button type="primary" size="large" block loading={pending} onClick={open.length > 0 ? ask : confirm}>
        {t('submit')}
      </Button>
    </>
  );
}
