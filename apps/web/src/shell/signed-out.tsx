import { Alert, Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../texts/texts.js';
import { signInAddress } from './session.js';

/** The session has ended, the page has not: signing in happens beside it, and then it goes on. */
export function SignedOut() {
  const { t } = useTexts('shell');
  const queries = useQueryClient();
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
          <Button size="small" onClick={() => void queries.invalidateQueries()}>
            {t('goOn')}
          </Button>
        </>
      }
    />
  );
}
