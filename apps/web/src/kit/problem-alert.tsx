import { Alert, Button } from 'antd';
import type { ProgrammeView } from '@vermilion/contracts';
import { Refused, Unreachable } from '../api/client.js';
import { freshSignInAddress } from '../shell/session.js';
import { useTexts } from '../texts/texts.js';
import { usePlaceName } from './place-name.js';

interface Props {
  readonly error: unknown;
  readonly retry?: () => void;
  /** Whose form the places are in, so that they are called as on the form. */
  readonly programme?: ProgrammeView | undefined;
}

/** Why something could not be done, and how to put it right: the server's own words, in the reader's language. */
export function ProblemAlert({ error, retry, programme }: Props) {
  const { t, language } = useTexts('kit');
  const nameOf = usePlaceName(programme);
  const again = retry && (
    <Button size="small" onClick={retry}>
      {t('again')}
    </Button>
  );
  if (error instanceof Refused) {
    const { problem } = error;
    const { title, detail, remedy } = language === 'en' ? problem.en : problem;
    return (
      <Alert
        type={problem.status >= 500 ? 'error' : 'warning'}
        showIcon
        role="alert"
        action={again}
        title={title}
        description={
          <>
            <p>{detail}</p>
            {problem.problems.length > 0 && (
              <ul>
                {problem.problems.map(({ at, code, message, en, remedy: how }) => (
                  <li key={`${at} ${code}`}>
                    <strong>{nameOf(at)}</strong> {language === 'en' ? en : message} {how[language]}
                  </li>
                ))}
              </ul>
            )}
            <p>{remedy}</p>
            {problem.code === 'step-up-required' && (
              <Button size="small" href={freshSignInAddress()}>
                {t('freshSignIn')}
              </Button>
            )}
          </>
        }
      />
    );
  }
  const key = error instanceof Unreachable ? 'unreachable' : 'broken';
  return <Alert type="error" showIcon role="alert" action={again} title={t(key)} description={t(`${key}.remedy`)} />;
}
