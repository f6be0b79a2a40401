import { Alert, Button } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import { usePlaceName } from '../kit/place-name.js';
import { useTexts } from '../texts/texts.js';

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
  readonly lead: (at: string) => void;
}

/** Everything that the office has named at once: where, what, why, how. Each stands beside its field, too, and leads there. */
export function Defects({ view, programme, lead }: Props) {
  const { t } = useTexts('enterprise');
  const nameOf = usePlaceName(programme);
  const defects = view.correction?.defects ?? [];
  if (defects.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('defects', { count: defects.length })}
      style={{ marginBottom: 12 }}
      description={
        <ol className="fault-list">
          {defects.map(({ id, target, what, why, how }) => (
            <li key={id}>
              <Button type="link" size="small" onClick={() => lead(target)}>
                {nameOf(target)}
              </Button>
              {t('defect', { what: what ?? '', why: why ?? '', how: how ?? '' })}
            </li>
          ))}
        </ol>
      }
    />
  );
}
