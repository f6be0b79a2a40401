import { Steps } from 'antd';
import type { CaseView } from '@vermilion/contracts';
import { useProgramme } from '../api/cases.js';
import { useTexts } from '../texts/texts.js';

interface StageTitle {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
}

/** The stages of the procedure in plain words, with where the case is. */
export function CaseProgress({ view }: { readonly view: CaseView }) {
  const { t, read } = useTexts('review');
  const programme = useProgramme(view.procedure).data;
  const stages = (programme?.stages ?? []) as unknown as readonly StageTitle[];
  const given = view.outcome === 'awarded' || view.outcome === 'renewed';
  // A case that ended on its way has not been through the others: how it ended stands above, and how it came to that, below.
  if (stages.length === 0 || (view.phase === 'closed' && !given)) return null;
  const at = view.phase === 'draft' ? -1 : stages.findIndex(({ id }) => id === view.stage?.id);
  const done = view.phase === 'closed' ? stages.length : at;
  const of = stages.length + 1;
  return (
    <nav aria-label={t('progress')} style={{ margin: '12px 0 20px' }}>
      {/* On a telephone, a line in the place of a drawing of eleven stages. */}
      <p className="progress-line">{t('progress.at', { number: Math.min(done + 2, of), of })}</p>
      <Steps
        className="progress-steps"
        size="small"
        titlePlacement="vertical"
        current={done + 1}
        items={[{ title: t('declare') }, ...stages.map(({ title }) => ({ title: read(title) }))]}
      />
    </nav>
  );
}
