import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { RevocationPage } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { dateText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';
import { Told } from './told.js';

/** The latest titles that were taken away: whoever is shown such a certificate should know. */
export function Revocations() {
  const { t, read, language } = useTexts('public');
  const found = useQuery({
    queryKey: ['revocations'],
    queryFn: async () => (await ask<RevocationPage>('GET', 'revocations?limit=10')).items,
  });
  return (
    <section aria-labelledby="revocations">
      <h2 id="revocations">{t('revocations')}</h2>
      <Told query={found}>
        {(items) =>
          items.length === 0 ? (
            <p className="nothing">{t('revocations.none')}</p>
          ) : (
            <ul className="cards">
              {items.map(({ certificateNumber: number, holder, revokedOn, ground }) => (
                <li key={number} className="card">
                  <h3>
                    <Link to="/certificates/$number" params={{ number }}>
                      {number}
                    </Link>{' '}
                    {read(holder)}
                  </h3>
                  <p>{t('revocation.line', { on: dateText(revokedOn, language), ground: read(ground) })}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Told>
    </section>
  );
}
