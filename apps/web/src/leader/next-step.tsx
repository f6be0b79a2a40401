import { Alert, Button } from 'antd';
import type { RoundView } from '@vermilion/contracts';
import { dateText, instantText } from '../kit/dates.js';
import { DueTag } from '../kit/due-tag.js';
import { useTexts, type Language } from '../texts/texts.js';

/** Where on the page the decision is made that is asked for. */
export const DECISION = 'decision';

const MINE = ['propose', 'issue', 'recommend'] as const;

/** What comes next in the round, who must do it, until when: the first thing that one sees. */
export function NextStep({ round }: { readonly round: RoundView }) {
  const { t, language } = useTexts('leader');
  const mine = MINE.find((step) => round.steps.includes(step));
  const dueAt = nextDate(round);
  return (
    <Alert
      type={mine ? 'warning' : 'info'}
      showIcon
      title={<strong>{mine ? t(`next.mine.${mine}`) : t(`next.${round.phase}`, wordsOf(round, language))}</strong>}
      description={dueAt && <DueTag dueAt={dueAt} />}
      action={
        mine && (
          <Button type="primary" href={`#${DECISION}`}>
            {t('next.go')}
          </Button>
        )
      }
    />
  );
}

/** The date for which the round itself waits. */
function nextDate({ phase, terms, notice }: RoundView): string | null {
  const dates: { readonly [phase in RoundView['phase']]?: string | undefined } = {
    announced: terms?.opens,
    open: terms?.closes,
    closed: terms?.cutOff,
    published: notice?.closesAt,
  };
  return dates[phase] ?? null;
}

function wordsOf({ terms, notice }: RoundView, language: Language): { readonly [name: string]: string } {
  const said = (instant: string | undefined) => (instant === undefined ? '—' : instantText(instant, language));
  return {
    opens: said(terms?.opens),
    closes: said(terms?.closes),
    cutOff: said(terms?.cutOff),
    until: notice ? dateText(notice.until, language) : '—',
  };
}
