import type { CallList } from '@vermilion/contracts';
import { businessNow } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';
import { Left } from './left.js';
import { Told } from './told.js';
import { useCalls } from './use-calls.js';

type Programme = CallList['items'][number];
type Call = Programme['calls'][number];

/** The calls, with their days in words and the way to apply. */
export function HomeCalls() {
  const calls = useCalls();
  return (
    <Told query={calls}>
      {(items) => (
        <ul className="cards">
          {items.map((programme) => (
            <li key={programme.procedure.id} className="card">
              <OneProgramme programme={programme} />
            </li>
          ))}
        </ul>
      )}
    </Told>
  );
}

function OneProgramme({ programme: { procedure, office, calls } }: { readonly programme: Programme }) {
  const { t, read, language } = useTexts('public');
  const current = calls.filter(({ standing }) => standing !== 'closed');
  const [last] = calls;
  return (
    <>
      <h3>{read(procedure.title)}</h3>
      <p>{t('call.forWhom')}</p>
      {current.map((call) => (
        <Window key={call.id} call={call} />
      ))}
      {current.length === 0 && (
        <p>
          {t('call.none')}
          {last && ` ${t('call.last', { year: last.year, closes: instantText(last.closes, language) })}`}
        </p>
      )}
      <p className="act">
        <a className="button primary" href="/auth/login?to=/desk">
          {t('apply')}
        </a>
        <span className="quiet">{t('call.office', { office: read(office) })}</span>
      </p>
    </>
  );
}

function Window({ call: { year, opens, closes, standing } }: { readonly call: Call }) {
  const { t, language } = useTexts('public');
  const upcoming = standing === 'upcoming';
  return (
    <dl className="dates">
      <div>
        <dt>{t('call.year')}</dt>
        <dd>{t('call.yearOf', { year })}</dd>
      </div>
      <div>
        <dt>{t('call.opens')}</dt>
        <dd>{instantText(opens, language)}</dd>
      </div>
      <div>
        <dt>{t('call.closes')}</dt>
        <dd>{instantText(closes, language)}</dd>
      </div>
      <div>
        <dt>{t(upcoming ? 'call.begins' : 'call.left')}</dt>
        <dd>
          <Left until={upcoming ? opens : closes} now={businessNow()} />
        </dd>
      </div>
    </dl>
  );
}
