import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Refused } from '../api/client.js';
import { useTexts } from '../texts/texts.js';

/** Why something cannot be shown or done, in the server's words. */
export function Trouble({ error }: { readonly error: unknown }) {
  const { t, language } = useTexts('public');
  if (!(error instanceof Refused)) return <p role="alert">{t('unreachable')}</p>;
  const { problem } = error;
  const { title, detail, remedy } = language === 'en' ? problem.en : problem;
  return (
    <div role="alert">
      <strong>{title}</strong>
      <p>{detail}</p>
      <ul>
        {problem.problems.map(({ at, code, message, en }) => (
          <li key={`${at} ${code}`}>{language === 'en' ? en : message}</li>
        ))}
      </ul>
      <p>{remedy}</p>
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
  return query.error ? <Trouble error={query.error} /> : <p role="status">{t('loading')}</p>;
}
