import { useParams } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { DrawView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';
import { Told } from './told.js';

/** A draw that anybody can do again: what went in, the seed, what came out, and the command. */
export function DrawPage() {
  const { t, read, language } = useTexts('public');
  const { id } = useParams({ strict: false });
  const found = useQuery({ queryKey: ['draw', id], queryFn: () => ask<DrawView>('GET', `draws/${id}`) });
  return (
    <Told query={found}>
      {(draw) => (
        <>
          <h1>{t('draw', { id: draw.id })}</h1>
          <p>{read(draw.verification.text)}</p>
          <pre className="wide">
            <code>{draw.verification.command}</code>
          </pre>
          <dl>
            <dt>{t('draw.frozen')}</dt>
            <dd>{instantText(draw.frozenAt, language)}</dd>
            <dt>{t('draw.pool')}</dt>
            <dd>
              <code>{draw.poolHash}</code>
            </dd>
            <dt>{t('draw.candidates')}</dt>
            <dd>{draw.candidates.length}</dd>
            <dt>{t('draw.seed')}</dt>
            <dd>
              <code style={{ overflowWrap: 'anywhere' }}>{draw.seed ?? t('draw.notYet')}</code>
            </dd>
          </dl>
          <div className="wide">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('draw.seat')}</th>
                  <th scope="col">{t('draw.category')}</th>
                  <th scope="col">{t('draw.token')}</th>
                </tr>
              </thead>
              <tbody>
                {draw.seats.map(({ seat, category, token }) => (
                  <tr key={seat}>
                    <td>{seat}</td>
                    <td>{category}</td>
                    <td>
                      <code>{token.slice(0, 16)}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Told>
  );
}
