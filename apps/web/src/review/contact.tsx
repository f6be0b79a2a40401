import type { ReactNode } from 'react';
import { Alert, Button } from 'antd';
import { useMutation } from '@tanstack/react-query';
import type { CaseView, ContactView, FormContent } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { useTexts } from '../texts/texts.js';

/** The people of an application as they are shown, and where more would be shown, the button that asks for it; that one has looked is written down. */
export function useContact({ id, contact, contactMasked }: CaseView): {
  readonly contact: FormContent | null;
  readonly more: ReactNode;
} {
  const { t } = useTexts('review');
  const look = useMutation({ mutationFn: () => ask<ContactView>('GET', `cases/${id}/contact`) });
  if (!contactMasked || look.data) return { contact: look.data?.contact ?? contact, more: null };
  const button = (
    <Button size="small" loading={look.isPending} onClick={() => look.mutate()}>
      {t('contact.inFull')}
    </Button>
  );
  const more = <Alert style={{ marginBottom: 12 }} type="info" title={t('contact.masked')} action={button} />;
  return { contact, more };
}
