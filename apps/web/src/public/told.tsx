import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Refused } from '../api/client.js';
import { useTexts } from '../texts/texts.js';

/** Why something cannot be shown or done, in the server's words; `kept` says that what was typed is still there. */
export function Trouble({ error, kept = false }: { readonly error: unknown; readonly kept?: boolean }) {
  const { t, language } = useTexts('public');
  if (!(error instanceof Refused))
    return (
      <div role="alert" className="refusal">
        <strong>{t('unreachable')}</strong>
        {kept && <p>{t('kept')}</p>}
      </div>
    );
  const { problem, retryAfter } = error;
  const { title, detail, remedy } = language === 'en' ? problem.en : problem;
  return (
    <div role="alert" className="refusal">
      <strong>{title}</strong>
      <p>{detail}</p>
      <p>{retryAfter === null ? remedy : t('later', { seconds: retryAfter })}</p>
      {kept && <p>{t('kept')}</p>}
    </div>
  );
}

/** What was asked for, or why it is not there. */
export function Told<Data>({
  query,
  children,
}: {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}) {
  const { t } = useTexts('public');
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Trouble error={query.error} />;
  return (
    <p role="status" className="waiting">
      {t('loading')}
    </p>
  );
}
