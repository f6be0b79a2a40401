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

type Step = StepList['items'][number];

/** What a step asks for is fetched when it is taken. */
const PayloadForm = lazy(async () => ({ default: (await import('./payload-form.js')).PayloadForm }));

/** What a seat of a panel does by itself, without seeing what the other seats do. */
const SEALED = new Set(['accept-invitation', 'decline-invitation', 'submit-marks']);

function isOvertaken(error: unknown): boolean {
  return error instanceof Refused && error.problem.code === 'stale-version';
}

interface Props {
  readonly view: CaseView;
  readonly step: Step;
  readonly grave: boolean;
  /** The version of the case as I see it. */
  readonly seq: number;
  /** Whether the step is still open to me: somebody else may have been first. */
  readonly open: boolean;
  readonly close: () => void;
  readonly done: () => void;
}

/** One decision: what follows, what must be stated, and, when somebody else was first, who and how it stands now. What was entered stays. */
export function Deciding({ view, step, grave, seq, open, close, done }: Props) {
  const { t, read } = useTexts('review');
  const { message } = App.useApp();
  const programme = useProgramme(view.procedure.id).data;
  const kept = useKeptPayload(step, view);
  const { send, pending, error } = useSending(view.id, step.type, seq);
  const overtaken = isOvertaken(error);
  const follows = programme ? consequenceOf(step, view, programme) : null;
  const give = () =>
    send(kept.payload).then(
      () => {
        kept.forget();
        void message.success(t('done', { step: read(step.title) }));
        done();
      },
      () => undefined,
    );
  return (
    <Modal
      open
      width={720}
      title={read(step.title)}
      okText={t(overtaken ? 'decideAnyway' : 'decide')}
      cancelText={t('cancel')}
      confirmLoading={pending}
      mask={{ closable: false }}
      okButtonProps={{ danger: grave, disabled: overtaken && !open }}
      onOk={() => void give()}
      onCancel={close}
    >
      {follows && (
        <Typography.Paragraph type="secondary">
          <Follows follows={follows} />
        </Typography.Paragraph>
      )}
      {kept.restored && <Alert type="info" showIcon title={t('restored')} style={{ marginBottom: 12 }} />}
      <Suspense fallback={<Skeleton active />}>
        <PayloadForm step={step} view={view} programme={programme} payload={kept.payload} change={kept.change} />
      </Suspense>
      {error && <ProblemAlert error={error} programme={programme} />}
      {overtaken && <StandsNow view={view} open={open} />}
    </Modal>
  );
}

/** Gives the command, upon the version that is on the screen. */
function useSending(caseId: string, type: string, seq: number) {
  const command = useCommand(caseId);
  const queries = useQueryClient();
  // One key for this decision: pressed twice, or sent again after a break, it counts once. Upon another version it is another decision.
  const [key, setKey] = useState<{ readonly seq: number; readonly key: string }>(() => ({
    seq,
    key: crypto.randomUUID(),
  }));
  const send = async (payload: Payload): Promise<void> => {
    const mine = key.seq === seq ? key : { seq, key: crypto.randomUUID() };
    setKey(mine);
    try {
      await command.mutateAsync({ type, payload, expectedSeq: seq, key: mine.key });
    } catch (error) {
      if (!isOvertaken(error) || !SEALED.has(type)) throw error;
      // Somebody else of the panel has acted, which this person may not see: nothing here has changed, so it is sent on top of it.
      const { seq: newest } = await queries.fetchQuery(stepsQuery(caseId));
      await command.mutateAsync({ type, payload, expectedSeq: newest, key: crypto.randomUUID() });
    }
  };
  return { send, pending: command.isPending, error: command.error };
}

/** Where the case is after somebody else was first, and whether I may still decide. */
function StandsNow({ view, open }: { readonly view: CaseView; readonly open: boolean }) {
  const { t, read } = useTexts('review');
  const holder = view.holder?.organisation
    ? read(view.holder.organisation.name)
    : t(`holder.${view.holder?.kind ?? 'none'}`);
  const at = view.outcome === null ? read(view.stage?.title) : t(`outcome.${view.outcome}`);
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginTop: 12 }}
      title={t('standsNow', { stage: at, holder })}
      description={t(open ? 'standsNow.open' : 'standsNow.shut')}
    />
  );
}
