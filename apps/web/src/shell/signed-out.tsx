import { useCallback, useEffect } from 'react';
import { Alert, Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../texts/texts.js';
import { askWhoIAm, signInAddress } from './session.js';

/** The session has ended, the page has not: signing in happens beside it, and then it goes on. */
export function SignedOut({ found }: { readonly found: () => void }) {
  const { t } = useTexts('shell');
  const queries = useQueryClient();
  const look = useCallback(async () => {
    const known = await queries.fetchQuery({ ...askWhoIAm, staleTime: 0, retry: false }).catch(() => null);
    if (known === null) return;
    found();
    await queries.invalidateQueries();
  }, [queries, found]);
  // Coming back from the window in which one has signed in is enough.
  useEffect(() => {
    const hear = () => void look();
    window.addEventListener('focus', hear);
    return () => window.removeEventListener('focus', hear);
  }, [look]);
  return (
    <Alert
      banner
      type="warning"
      role="alert"
      title={t('signedOut')}
      description={t('signedOut.remedy')}
      action={
        <>
          <Button size="small" href={signInAddress('/desk')} target="_blank">
            {t('signIn')}
          </Button>{' '}
          <Button size="small" onClick={() => void look()}>
            {t('goOn')}
          </Button>
        </>
      }
    />
  );
}
