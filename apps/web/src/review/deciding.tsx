import { lazy, Suspense, useState } from 'react';
import { Alert, App, Modal, Skeleton, Typography } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import type { CaseView, StepList } from '@vermilion/contracts';
import { Refused } from '../api/client.js';
import { stepsQuery, useCommand, useProgramme } from '../api/cases.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import { consequenceOf } from './consequences.js';
import { Follows } from './follows.js';
import { useKeptPayload } from './kept-payload.js';
import type { Payload } from './payloads.js';
import { StandsNow } from './stands-now.js';

type Step = StepList['items'][number];

/** What a step asks for is fetched when it is taken. */
const PayloadForm = lazy(async () => ({ default: (await import('./payload-form.js')).PayloadForm }));

/** What a seat of a panel does by itself, without seeing what the other seats do. */
const SEALED = new Set(['accept-invitation', 'decline-invitation', 'submit-marks']);

/** The refusal that tells that somebody else was first; null for any other. */
function overtakingIn(error: unknown): Refused | null {
  return error instanceof Refused && error.problem.code === 'stale-version' ? error : null;
}

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
  const send = useSending(command, view.id, step.type, base.seq);
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

/** Gives the command, upon the version that is on the screen. */
function useSending(command: ReturnType<typeof useCommand>, caseId: string, type: string, seq: number) {
  const queries = useQueryClient();
  // One key for this decision: pressed twice, or sent again after a break, it counts once. Upon another version it is another decision.
  const [key, setKey] = useState<{ readonly seq: number; readonly key: string }>(() => ({
    seq,
    key: crypto.randomUUID(),
  }));
  return async (payload: Payload): Promise<void> => {
    const mine = key.seq === seq ? key : { seq, key: crypto.randomUUID() };
    setKey(mine);
    try {
      await command.mutateAsync({ type, payload, expectedSeq: seq, key: mine.key });
    } catch (error) {
      if (!overtakingIn(error) || !SEALED.has(type)) throw error;
      // Somebody else of the panel has acted, which this person may not see: nothing here has changed, so it is sent on top of it.
      const { seq: newest } = await queries.fetchQuery(stepsQuery(caseId));
      await command.mutateAsync({ type, payload, expectedSeq: newest, key: crypto.randomUUID() });
    }
  };
}
