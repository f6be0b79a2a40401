import type { FormEvent } from 'react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { CertificateView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { dateText } from '../kit/dates.js';
import { typedIn } from '../kit/form-data.js';
import { useTexts } from '../texts/texts.js';
import { Told } from './told.js';

/** Whether a certificate stands, today or as of a day. The code printed on it leads here. */
export function CertificatePage() {
  const { t } = useTexts('public');
  const { number } = useParams({ strict: false });
  const { on }: { readonly on?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const look = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const day = typedIn(event.currentTarget, 'on');
    void navigate({
      to: '/certificates/$number',
      params: { number: typedIn(event.currentTarget, 'number').trim() },
      search: (day === '' ? {} : { on: day }) as never,
    });
  };
  return (
    <>
      <h1>{t('certificate')}</h1>
      <form onSubmit={look}>
        <label>
          {t('certificate.number')}
          <input name="number" required defaultValue={number ?? ''} />
        </label>
        <label>
          {t('certificate.on')}
          <input name="on" type="date" defaultValue={on ?? ''} />
        </label>
        <p>
          <button type="submit" className="primary">
            {t('certificate.check')}
          </button>
        </p>
      </form>
      {number !== undefined && <Standing number={number} on={on} />}
    </>
  );
}

function Standing({ number, on }: { readonly number: string; readonly on: string | undefined }) {
  const { t, read, language } = useTexts('public');
  const found = useQuery({
    queryKey: ['certificate', number, on ?? ''],
    queryFn: () =>
      ask<CertificateView>('GET', `certificates/${encodeURIComponent(number)}${on === undefined ? '' : `?on=${on}`}`),
    retry: false,
  });
  return (
    <Told query={found}>
      {(certificate) => (
        <section role="status">
          <h2>{t(`certificate.${certificate.status}`, { on: dateText(certificate.on, language) })}</h2>
          <dl>
            <dt>{t('certificate.number')}</dt>
            <dd>{certificate.certificateNumber}</dd>
            <dt>{t('certificate.span')}</dt>
            <dd>
              {dateText(certificate.validFrom, language)} – {dateText(certificate.validUntil, language)}
            </dd>
            {certificate.revokedOn !== null && (
              <>
                <dt>{t('certificate.revokedOn')}</dt>
                <dd>
                  {dateText(certificate.revokedOn, language)} {read(certificate.ground)}
                </dd>
              </>
            )}
          </dl>
        </section>
      )}
    </Told>
  );
}
