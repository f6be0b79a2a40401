import { Button, Flex, Progress } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UploadView } from '@vermilion/contracts';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import { sizeText } from './file-refusal.js';
import { dropLine, hurryLine, pauseLine, resumeLine, type Line } from './upload-queue.js';
import { giveUp, unfinishedOf } from './upload-wire.js';

const PAUSABLE: readonly Line['state'][] = ['queued', 'reading', 'sending', 'waiting'];

/** A file on its way: how far, in percent and bytes, what is happening, and what the person can do. */
export function UploadLine({ line }: { readonly line: Line }) {
  const { t } = useTexts('papers');
  const { file, state, moved, error } = line;
  const percent = Math.floor((moved / file.size) * 100);
  const cancel = useGivingUp(line.caseId, line.type, () => dropLine(line));
  return (
    <div role="group" aria-label={file.name}>
      <Flex gap={8} wrap align="center" justify="space-between">
        <span>
          {file.name}{' '}
          <span className="quiet">{t('progress', { moved: sizeText(moved), whole: sizeText(file.size) })}</span>
        </span>
        <Flex gap={8}>
          {state === 'waiting' && <Act words={t('hurry')} act={() => hurryLine(line)} />}
          {PAUSABLE.includes(state) && <Act words={t('pause')} act={() => pauseLine(line)} />}
          {state === 'paused' && <Act words={t('resume')} act={() => resumeLine(line)} />}
          {state === 'refused' && <Act words={t('again')} act={() => resumeLine(line)} />}
          {state !== 'checking' && <Act words={t('cancel')} act={cancel} />}
        </Flex>
      </Flex>
      <Progress percent={percent} size="small" status={statusOf(state)} aria-label={file.name} />
      <div aria-live="polite" className="quiet">
        {t(`state.${state}`)}
      </div>
      {state === 'refused' && <ProblemAlert error={error} />}
    </div>
  );
}

function statusOf(state: Line['state']): 'active' | 'exception' | 'normal' {
  if (state === 'refused') return 'exception';
  return state === 'sending' || state === 'checking' ? 'active' : 'normal';
}

function Act({ words, act }: { readonly words: string; readonly act: () => void }) {
  return (
    <Button size="small" onClick={act}>
      {words}
    </Button>
  );
}

/** A file that did not arrive whole the last time: chosen again, it goes on from where it broke off. */
export function UnfinishedLine({ begun }: { readonly begun: UploadView }) {
  const { t } = useTexts('papers');
  const percent = Math.floor((begun.offset / begun.bytes) * 100);
  const cancel = useGivingUp(begun.caseId, begun.type);
  return (
    <div role="group" aria-label={begun.name}>
      <Flex gap={8} wrap align="center" justify="space-between">
        <span>{t('begun', { name: begun.name, percent, moved: sizeText(begun.offset) })}</span>
        <Act words={t('giveUp')} act={cancel} />
      </Flex>
      <Progress percent={percent} size="small" aria-label={begun.name} />
    </div>
  );
}

/** Gives up what the server has of a document that has not arrived. */
function useGivingUp(caseId: string, type: string, first: () => void = () => undefined): () => void {
  const queries = useQueryClient();
  const given = useMutation({
    mutationFn: async () => {
      const begun = (await unfinishedOf(caseId)).find((upload) => upload.type === type);
      if (begun) await giveUp(begun.id);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['case', caseId, 'uploads'] }),
  });
  return () => {
    first();
    given.mutate();
  };
}
