import { useTexts } from '../texts/texts.js';
import { clockText } from '../kit/dates.js';

interface Props {
  readonly marked: number;
  readonly of: number;
  readonly total: number;
  readonly keptAt: number | null;
}

/** How far the marks are: their sum, how many items have one, and since when they are kept on this device. */
export function Progress({ marked, of, total, keptAt }: Props) {
  const { t } = useTexts('expert');
  return (
    <div className="seat-progress">
      <span>
        {t('total')} <strong>{total.toFixed(1)}</strong>
      </span>
      <span>{t('marked', { marked, of })}</span>
      <span className="quiet">
        {keptAt === null ? t(marked > 0 ? 'kept.not' : 'kept.nothing') : t('kept', { time: clockText(keptAt) })}
      </span>
    </div>
  );
}
