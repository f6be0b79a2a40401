import { lazy, Suspense, useState } from 'react';
import { Alert, App, Modal, Skeleton, Typography } from 'antd';
import type { CaseView, StepList } from '@vermilion/contracts';
import { useCommand, useProgramme } from '../api/cases.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import { consequenceOf } from './consequences.js';
import { Follows } from './follows.js';
import { useKeptPayload } from './kept-payload.js';
import { overtakingIn, useSending } from './sending.js';
import { StandsNow } from './stands-now.js';

type Step = StepList['items'][number];

/** What a step asks for is fetched when it is taken. */
const PayloadForm = lazy(async () => ({ default: (await import('./payload-form.js')).PayloadForm }));

interface Props {
  readonly view: CaseView;
  readonly step: Step;
  readonly grave: boolean;
  /** What is open to me now, and the version of the case for which that is so. */
  readonly steps: StepList;
  readonly close: () => void;
  readonly done: () => void;
}

/**
 * One decision: what follows, what must be stated, and, when somebody else was first, who and how it stands now. It is upon the case as it was
 * when the dialog was opened, although the page behind it keeps up: nobody decides upon what he has not seen. What was entered stays.
 */
export function Deciding({ view, step, grave, steps, close, done }: Props) {
  const { t, read } = useTexts('review');
  const { message } = App.useApp();
  const programme = useProgramme(view.procedure).data;
  const kept = useKeptPayload(step, view);
  const open = steps.items.some(({ type }) => type === step.type);
  const command = useCommand(view.id);
  const overtaking = overtakingIn(command.error);
  const { base, look } = useBase({ view, seq: steps.seq }, overtaking !== null && open);
  const send = useSending(command, step.type, base.seq);
  const follows = consequenceOf(step, base.view, programme);
  const give = () => {
    look();
    return send(kept.payload).then(
      () => {
        kept.forget();
        void message.success(t('done', { step: read(step.title) }));
        done();
      },
      () => undefined,
    );
  };
  return (
    <Modal
      open
      width={720}
      title={read(step.title)}
      okText={t(overtaking ? 'decideAnyway' : 'decide')}
      cancelText={t('cancel')}
      confirmLoading={command.isPending}
      mask={{ closable: false }}
      okButtonProps={{ danger: grave, disabled: overtaking !== null && !open }}
      onOk={() => void give()}
      onCancel={close}
    >
      {follows && !overtaking && (
        <Typography.Paragraph type="secondary">
          <Follows follows={follows} />
        </Typography.Paragraph>
      )}
      {kept.restored && <Alert type="info" showIcon title={t('restored')} style={{ marginBottom: 12 }} />}
      <Suspense fallback={<Skeleton active />}>
        <PayloadForm step={step} view={base.view} programme={programme} payload={kept.payload} change={kept.change} />
      </Suspense>
      {overtaking && <StandsNow refusal={overtaking} view={view} items={steps.items} open={open} follows={follows} />}
      {command.error && !overtaking && <ProblemAlert error={command.error} programme={programme} />}
    </Modal>
  );
}

interface Ground {
  readonly view: CaseView;
  readonly seq: number;
}

/** Upon what is decided: the case as it was when the dialog opened; as it is by now once that has been told. @param told whether it has */
function useBase(now: Ground, told: boolean): { readonly base: Ground; readonly look: () => void } {
  const [seen, see] = useState(now);
  const base = told ? now : seen;
  return { base, look: () => see(base) };
}
