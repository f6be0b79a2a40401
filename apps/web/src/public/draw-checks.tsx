import { useState } from 'react';
import type { DrawView } from '@vermilion/contracts';
import { useTexts } from '../texts/texts.js';
import { CHECK_WORDS, drawAgain, type Check } from './draw-again.js';
import { Mark } from './mark.js';

/** Draws again in this browser, and says at once whether it comes out the same. */
export function DrawChecks({ draw }: { readonly draw: DrawView }) {
  const { t } = useTexts('public');
  const [checks, setChecks] = useState(() => tried(draw));
  const [times, setTimes] = useState(1);
  const again = () => {
    setChecks(tried(draw));
    setTimes(times + 1);
  };
  const genuine = checks.length > 0 && checks.every(({ holds }) => holds);
  const said = draw.seed === null ? 'draw.onlyPool' : 'draw.genuine';
  return (
    <section className={`verdict ${genuine ? 'good' : 'bad'}`}>
      <div role="status">
        <h2>
          <Mark tone={genuine ? 'good' : 'bad'} />
          {t(genuine ? said : 'draw.different')}
        </h2>
        <p>{t('draw.here', { times })}</p>
      </div>
      <ul className="checks">
        {checks.map(({ what, holds }) => (
          <li key={what}>
            <Mark tone={holds ? 'good' : 'bad'} />
            <span>
              {t(CHECK_WORDS[what])} <strong>{t(holds ? 'check.holds' : 'check.fails')}</strong>
            </span>
          </li>
        ))}
      </ul>
      <p className="act no-print">
        <button type="button" onClick={again}>
          {t('draw.again')}
        </button>
      </p>
    </section>
  );
}

/** What cannot be drawn at all was not drawn so. */
function tried(draw: DrawView): readonly Check[] {
  try {
    return drawAgain(draw);
  } catch {
    return [{ what: 'seats', holds: false }];
  }
}
