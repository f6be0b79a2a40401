import { useParams, useSearch } from '@tanstack/react-router';
import { useTexts } from '../texts/texts.js';
import { CertificateForm } from './certificate-form.js';
import { CertificateResult } from './certificate-result.js';
import { Revocations } from './revocations.js';

/** Whether a certificate stands, today or as of a day. The code printed on it leads here. */
export function CertificatePage() {
  const { t } = useTexts('public');
  const { number } = useParams({ strict: false });
  const { on }: { readonly on?: string } = useSearch({ strict: false });
  return (
    <>
      <h1>{t('certificate')}</h1>
      {number !== undefined && <CertificateResult key={`${number} ${on ?? ''}`} number={number} on={on} />}
      <section className="card no-print" aria-labelledby="another">
        <h2 id="another">{t(number === undefined ? 'certificate.ask' : 'certificate.another')}</h2>
        <CertificateForm key={number ?? ''} number={number} on={on} />
      </section>
      {number === undefined && <Revocations />}
    </>
  );
}
