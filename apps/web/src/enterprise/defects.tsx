import { Alert } from 'antd';
import type { CaseView } from '@vermilion/contracts';
import { useTexts } from '../texts/texts.js';

/** Everything that the office has named at once: where, what, why, how. Each stands beside its field, too. */
export function Defects({ view }: { readonly view: CaseView }) {
  const { t } = useTexts('enterprise');
  const defects = view.correction?.defects ?? [];
  if (defects.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('defects', { count: defects.length })}
      style={{ marginBottom: 12 }}
      description={
        <ol>
          {defects.map(({ id, target, what, why, how }) => (
            <li key={id}>{t('defect', { target, what: what ?? '', why: why ?? '', how: how ?? '' })}</li>
          ))}
        </ol>
      }
    />
  );
}
