import { useQuery } from '@tanstack/react-query';
import type { CertificateView } from '@vermilion/contracts';
import { ask, Refused } from '../api/client.js';
import { dateText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';
import { Mark, type Tone } from './mark.js';
import { PrintButton } from './print-button.js';
import { Told } from './told.js';

const TONES: { readonly [status in CertificateView['status']]: Tone } = {
  valid: 'good',
  'under-review': 'care',
  expired: 'quiet',
  revoked: 'bad',
};

interface Props {
  readonly number: string;
  readonly on: string | undefined;
}

/** How the title stands: in words, colour and sign, and whose it is. */
export function CertificateResult({ number, on }: Props) {
  const found = useQuery({
    queryKey: ['certificate', number, on ?? ''],
    queryFn: () =>
      ask<CertificateView>('GET', `certificates/${encodeURIComponent(number)}${on === undefined ? '' : `?on=${on}`}`),
  });
  if (found.error instanceof Refused && [404, 422].includes(found.error.problem.status))
    return <Unknown number={number} />;
  return <Told query={found}>{(certificate) => <Standing certificate={certificate} />}</Told>;
}

function Unknown({ number }: { readonly number: string }) {
  const { t } = useTexts('public');
  return (
    <section className="verdict bad" role="status">
      <h2>
        <Mark tone="bad" />
        {t('certificate.unknown', { number })}
      </h2>
      <p>{t('certificate.unknown.remedy')}</p>
    </section>
  );
}

function Standing({ certificate }: { readonly certificate: CertificateView }) {
  const { t, language } = useTexts('public');
  const { status, certificateNumber: number, on } = certificate;
  const tone = TONES[status];
  return (
    <article className={`verdict ${tone}`}>
      <div role="status">
        <h2>
          <Mark tone={tone} />
          {t(`certificate.${status}`, { on: dateText(on, language) })}
        </h2>
        <p>{t(`certificate.${status}.means`)}</p>
      </div>
      <div className="verdict-body">
        <Facts certificate={certificate} />
        <figure>
          <img
            src={`/api/v1/certificates/${encodeURIComponent(number)}/code.svg`}
            alt={t('certificate.code')}
            width="132"
            height="132"
          />
          <figcaption>{t('certificate.scan')}</figcaption>
        </figure>
      </div>
      <p className="act no-print">
        {(status === 'valid' || status === 'under-review') && (
          <a className="button" href={`/api/v1/certificates/${encodeURIComponent(number)}/certificate.pdf`} download>
            {t('certificate.paper')}
          </a>
        )}
        <PrintButton />
      </p>
    </article>
  );
}

function Facts({ certificate }: { readonly certificate: CertificateView }) {
  const { t, read, language } = useTexts('public');
  const { validFrom, validUntil, revokedOn, ground, documentNumber, workshopName, holder, title } = certificate;
  return (
    <dl className="facts">
      <dt>{t('certificate.number')}</dt>
      <dd className="number">{certificate.certificateNumber}</dd>
      <dt>{t('certificate.title')}</dt>
      <dd lang="zh-CN">{title}</dd>
      <dt>{t('certificate.holder')}</dt>
      <dd>{read(holder)}</dd>
      <dt>{t('certificate.thing')}</dt>
      <dd lang="zh-CN">{workshopName ?? '—'}</dd>
      <dt>{t('certificate.document')}</dt>
      <dd lang="zh-CN">{documentNumber ?? '—'}</dd>
      <dt>{t('certificate.span')}</dt>
      <dd>{t('certificate.fromTo', { from: dateText(validFrom, language), until: dateText(validUntil, language) })}</dd>
      {revokedOn !== null && (
        <>
          <dt>{t('certificate.revokedOn')}</dt>
          <dd>
            {dateText(revokedOn, language)} {read(ground)}
          </dd>
        </>
      )}
    </dl>
  );
}
