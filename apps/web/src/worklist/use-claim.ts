import { App } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TaskView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { useTexts } from '../texts/texts.js';
import { useTaskUpdate } from './use-task-list.js';

/** Claims a task, or puts it back. It only tells colleagues who works on it. */
export function claimTask(id: string, claim: boolean): Promise<TaskView> {
  return ask<TaskView>('POST', `tasks/${encodeURIComponent(id)}/claim`, { json: { claim } });
}

/** Claims the task of a row, or puts it back; the row says at once what the server has answered. */
export function useClaim() {
  const { t } = useTexts('worklist');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const update = useTaskUpdate();
  return useMutation({
    mutationFn: ({ id, claimed }: TaskView) => claimTask(id, claimed === 'no'),
    onSuccess: update,
    onError: () => {
      void message.warning(t('claim.lost'));
      void queries.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
}
