import { lazy, Suspense, useState } from 'react';
import { App, Button, Card, Empty, Flex, Modal, Skeleton, Typography } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import type { CaseView, StepList } from '@vermilion/contracts';
import { Refused } from '../api/client.js';
import { stepsQuery, useCommand, useProgramme, useSteps } from '../api/cases.js';
import { Loaded } from '../kit/page-state.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import { consequenceOf } from './consequences.js';
import { Follows } from './follows.js';
import { prepared, type Payload } from './payloads.js';

type Step = StepList['items'][number];

/** What a step asks for is fetched when it is taken. */
const PayloadForm = lazy(async () => ({ default: (await import('./payload-form.js')).PayloadForm }));

/** Steps that end something for somebody else: never the first button. */
const GRAVE = new Set([
  'refuse',
  'withdraw',
  'decline-countersign',
  'decline-invitation',
  'void-marks',
  'deny-extension',
]);
/** What belongs on the desk of an office rather than to the decision. */
const DESK = new Set([
  'transfer',
  'delegate',
  'end-delegation',
  'add-signer',
  'remove-signer',
  'take-back',
  'urge',
  'ask-extension',
]);

/** What I may do now, each with what follows from it. The server says which steps are open; nothing else is offered. */
export function StepPanel({ view }: { readonly view: CaseView }) {
  const { t } = useTexts('review');
  const found = useSteps(view.id);
  const [chosen, choose] = useState<Step | null>(null);
  return (
    <Card title={t('steps')} size="small" data-testid="steps">
      <Loaded query={found}>
        {({ items, seq }) => {
          const offered = items.filter(({ type }) => !(type === 'submit' || type === 'correct'));
          if (offered.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('steps.none')} />;
          return (
            <Flex vertical gap={12}>
              <Buttons steps={offered.filter(({ type }) => !DESK.has(type))} view={view} choose={choose} />
              <Buttons steps={offered.filter(({ type }) => DESK.has(type))} view={view} choose={choose} quiet />
              {chosen && <Deciding view={view} step={chosen} seq={seq} close={() => choose(null)} />}
            </Flex>
          );
        }}
      </Loaded>
    </Card>
  );
}

interface ButtonsProps {
  readonly steps: readonly Step[];
  readonly view: CaseView;
  readonly choose: (step: Step) => void;
  readonly quiet?: boolean;
}

function Buttons({ steps, choose, quiet = false }: ButtonsProps) {
  const { read } = useTexts('review');
  if (steps.length === 0) return null;
  return (
    <Flex wrap gap={8}>
      {steps.map((step, index) => (
        <Button
          key={step.type}
          size={quiet ? 'small' : 'middle'}
          danger={GRAVE.has(step.type)}
          type={!quiet && index === 0 && !GRAVE.has(step.type) ? 'primary' : 'default'}
          onClick={() => choose(step)}
        >
          {read(step.title)}
        </Button>
      ))}
    </Flex>
  );
}

/** What a seat of a panel does by itself, without seeing what the other seats do. */
const SEALED = new Set(['accept-invitation', 'decline-invitation', 'submit-marks']);

function isOvertaken(error: unknown): boolean {
  return error instanceof Refused && error.problem.code === 'stale-version';
}

interface DecidingProps {
  readonly view: CaseView;
  readonly step: Step;
  /** The version of the case as I see it. */
  readonly seq: number;
  readonly close: () => void;
}

function Deciding({ view, step, seq, close }: DecidingProps) {
  const { t, read } = useTexts('review');
  const { message } = App.useApp();
  const programme = useProgramme(view.procedure.id).data;
  const command = useCommand(view.id);
  const [payload, setPayload] = useState<Payload>(() => prepared(step, view));
  // One key for this decision: pressed twice, or sent again after a break, it counts once.
  const [key] = useState(() => crypto.randomUUID());
  const queries = useQueryClient();
  const send = async (): Promise<void> => {
    const given = { type: step.type, payload };
    try {
      await command.mutateAsync({ ...given, expectedSeq: seq, key });
    } catch (error) {
      if (!isOvertaken(error) || !SEALED.has(step.type)) throw error;
      // Somebody else of the panel has acted, which this person may not see: nothing here has changed, so it is sent on top of it.
      const { seq: newest } = await queries.fetchQuery(stepsQuery(view.id));
      await command.mutateAsync({ ...given, expectedSeq: newest, key: crypto.randomUUID() });
    }
  };
  const give = () =>
    send().then(
      () => {
        void message.success(t('done', { step: read(step.title) }));
        close();
      },
      () => undefined,
    );
  const overtaken = isOvertaken(command.error);
  const follows = programme ? consequenceOf(step, view, programme) : null;
  return (
    <Modal
      open
      width={720}
      title={read(step.title)}
      okText={t('decide')}
      cancelText={t('cancel')}
      confirmLoading={command.isPending}
      okButtonProps={{ danger: GRAVE.has(step.type), disabled: overtaken }}
      onOk={() => void give()}
      onCancel={close}
    >
      {follows && (
        <Typography.Paragraph type="secondary">
          <Follows follows={follows} />
        </Typography.Paragraph>
      )}
      <Suspense fallback={<Skeleton active />}>
        <PayloadForm step={step} view={view} programme={programme} payload={payload} change={setPayload} />
      </Suspense>
      {command.error && <ProblemAlert error={command.error} />}
    </Modal>
  );
}
