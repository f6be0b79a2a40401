import type { DrawView } from '@vermilion/contracts';
import { instantText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';

/** So much of a token tells it from the others of a draw. */
const SHOWN = 16;
const CATEGORIES: { readonly [category: string]: string } = {
  technical: 'category.technical',
  finance: 'category.finance',
  management: 'category.management',
};

function useCategory() {
  const { t } = useTexts('public');
  return (category: string) => (category in CATEGORIES ? t(CATEGORIES[category] ?? '') : category);
}

/** Who was in the pool: commitments and groups, no names. */
export function DrawCandidates({ candidates }: Pick<DrawView, 'candidates'>) {
  const { t } = useTexts('public');
  const category = useCategory();
  return (
    <table className="narrow">
      <thead>
        <tr>
          <th scope="col">{t('draw.token')}</th>
          <th scope="col">{t('draw.category')}</th>
        </tr>
      </thead>
      <tbody>
        {candidates.map((one) => (
          <tr key={one.token}>
            <td>
              <code>{one.token.slice(0, SHOWN)}</code>
            </td>
            <td>{category(one.category)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The seats as they were drawn, and who came later for one who had left. */
export function DrawSeats({ draw }: { readonly draw: DrawView }) {
  const { t, language } = useTexts('public');
  const category = useCategory();
  return (
    <>
      <table className="narrow">
        <thead>
          <tr>
            <th scope="col">{t('draw.seat')}</th>
            <th scope="col">{t('draw.category')}</th>
            <th scope="col">{t('draw.token')}</th>
          </tr>
        </thead>
        <tbody>
          {draw.seats.map(({ seat, category: of, token }) => (
            <tr key={seat}>
              <td>{seat}</td>
              <td>{category(of)}</td>
              <td>
                <code>{token.slice(0, SHOWN)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {draw.replacements.length > 0 && (
        <>
          <h3>{t('draw.replaced')}</h3>
          <ul>
            {draw.replacements.map(({ seat, token, at }) => (
              <li key={token}>
                {t('draw.replacedBy', { seat, at: instantText(at, language) })} <code>{token.slice(0, SHOWN)}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
