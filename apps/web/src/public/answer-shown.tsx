import type { ObjectionAnswer } from '@vermilion/contracts';
import { instantText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';
import { AppealForm } from './appeal-form.js';
import { Mark, type Tone } from './mark.js';
import { stagesOf } from './objection-stages.js';
import { PrintButton } from './print-button.js';

const TONES: { readonly [status in ObjectionAnswer['status']]: Tone } = {
  verifying: 'care',
  verified: 'care',
  'second-instance': 'care',
  upheld: 'good',
  dismissed: 'quiet',
};

interface Props {
  readonly answer: ObjectionAnswer;
  readonly receipt: string;
  readonly again: () => void;
}

/** Where an objection is, what was answered, and what its author may still do. */
export function AnswerShown({ answer, receipt, again }: Props) {
  const { t } = useTexts('public');
  const { status, notice, late, bySilence, mayAppeal } = answer;
  return (
    <article className={`verdict ${TONES[status]}`}>
      <div role="status">
        <h2>
          <Mark tone={TONES[status]} />
          {t(`status.${status}`)}
        </h2>
        <p>{t(`status.${status}.means`)}</p>
      </div>
      {late && <p className="banner quiet-banner">{t('answer.late')}</p>}
      {bySilence === true && <p>{t('answer.bySilence')}</p>}
      <p className="quiet">
        {t('object.notice')} <span lang="zh-CN">{notice}</span>
      </p>
      <Stages answer={answer} />
      <Words answer={answer} />
      {mayAppeal && <AppealForm receipt={receipt} done={again} />}
      <p className="act no-print">
        <PrintButton />
      </p>
    </article>
  );
}

function Stages({ answer }: { readonly answer: ObjectionAnswer }) {
  const { t, language } = useTexts('public');
  return (
    <ol className="stages" aria-label={t('answer.stages')}>
      {stagesOf(answer).map(({ name, state, at, due }) => (
        <li key={name} className={state} aria-current={state === 'now' ? 'step' : undefined}>
          <strong>{t(`way.${name}`)}</strong>
          <span>
            {t(`stage.${state}`)}
            {at !== null && ` · ${instantText(at, language)}`}
          </span>
          {due !== null && <span>{t('answer.due', { at: instantText(due, language) })}</span>}
        </li>
      ))}
    </ol>
  );
}

function Words({ answer: { reply, decision, finding } }: { readonly answer: ObjectionAnswer }) {
  const { t } = useTexts('public');
  return (
    <>
      {reply !== null && (
        <section aria-labelledby="reply">
          <h3 id="reply">{t('answer.reply')}</h3>
          {finding !== null && <p>{t(`finding.${finding}`)}</p>}
          <blockquote lang="zh-CN">{reply}</blockquote>
        </section>
      )}
      {decision !== null && (
        <section aria-labelledby="decision">
          <h3 id="decision">{t('answer.decision')}</h3>
          <blockquote lang="zh-CN">{decision}</blockquote>
        </section>
      )}
    </>
  );
}
