import { useState } from 'react';
import { App, Button, Card, Flex } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import { useCommand, useSteps } from '../api/cases.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import type { Draft } from './use-draft.js';

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
  readonly draft: Draft;
  readonly sent: () => void;
}

const SENDING = ['submit', 'correct', 'supply'];

/** Sends exactly the version that is on the page. What is still missing is told before, by the rules of the server. */
export function SubmitBox({ view, programme, draft, sent }: Props) {
  const { t, read } = useTexts('enterprise');
  const { modal } = App.useApp();
  const steps = useSteps(view.id).data;
  const command = useCommand(view.id);
  const navigate = useNavigate();
  const [key] = useState(() => crypto.randomUUID());
  const [failure, setFailure] = useState<unknown>(null);
  const step = steps?.items.find(({ type }) => SENDING.includes(type));
  const differs = draft.saving.state === 'differs';
  const send = async () => {
    if (!step || !steps) return;
    setFailure(null);
    try {
      const draftVersion = await draft.save();
      await command.mutateAsync({ type: step.type, payload: { draftVersion }, expectedSeq: steps.seq, key });
      sent();
    } catch (error) {
      setFailure(error);
    }
  };
  const preview = async () => {
    try {
      await draft.save();
      await navigate({ to: '/cases/$id/preview', params: { id: view.id } });
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <Card size="small" style={{ marginTop: 16 }}>
      {failure !== null && <ProblemAlert error={failure} programme={programme} />}
      <Flex gap={8} align="center" style={{ marginTop: 8 }}>
        {step ? (
          <Button
            type="primary"
            loading={command.isPending}
            disabled={differs}
            onClick={() =>
              void modal.confirm({
                title: read(step.title),
                content: t('submit.sure'),
                okText: read(step.title),
                cancelText: t('cancel'),
                onOk: send,
              })
            }
          >
            {read(step.title)}
          </Button>
        ) : (
          <span>{t('submit.approver')}</span>
        )}
        <Button onClick={() => void preview()}>{t('preview')}</Button>
      </Flex>
    </Card>
  );
}
