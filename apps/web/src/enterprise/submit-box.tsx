import { useState } from 'react';
import { App, Button, Card, Flex, Result } from 'antd';
import { Link } from '@tanstack/react-router';
import type { CaseView, ProgrammeView, Receipt } from '@vermilion/contracts';
import { useCommand, useSteps } from '../api/cases.js';
import { instantText } from '../kit/dates.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import type { Draft } from './use-draft.js';

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
  readonly draft: Draft;
}

const SENDING = ['submit', 'correct', 'supply'];

/** Sends exactly the version that is on the page. What is still missing is told before, by the rules of the server. */
export function SubmitBox({ view, programme, draft }: Props) {
  const { t, read, language } = useTexts('enterprise');
  const { modal } = App.useApp();
  const steps = useSteps(view.id).data;
  const command = useCommand(view.id);
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
    } catch (error) {
      setFailure(error);
    }
  };
  if (command.data) return <Sent receipt={command.data} language={language} />;
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
        <Link to="/cases/$id" params={{ id: view.id }}>
          {t('preview')}
        </Link>
      </Flex>
    </Card>
  );
}

function Sent({ receipt, language }: { readonly receipt: Receipt; readonly language: 'zh' | 'en' }) {
  const { t } = useTexts('enterprise');
  return (
    <Result
      status="success"
      title={t('sent')}
      subTitle={t('receipt', { id: receipt.caseId, seq: receipt.seq, at: instantText(receipt.at, language) })}
      extra={
        <Link to="/cases/$id" params={{ id: receipt.caseId }}>
          {t('sent.open')}
        </Link>
      }
    />
  );
}
