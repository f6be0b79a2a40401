import { Button } from 'antd';
import { Link } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { MeView } from '@vermilion/contracts';
import type { Role } from '@vermilion/domain';
import { Choice } from '../kit/choice.js';
import { askSession } from '../api/client.js';
import { switchLanguage, useTexts } from '../texts/texts.js';
import './frame.css';
import { placesOf } from './places.js';
import { askUnread } from './session.js';

const MOST_SHOWN = 99;

/** Where I am, who I am here, what is new. */
export function HeaderBar({ me }: { readonly me: MeView }) {
  const { t, language } = useTexts('shell');
  return (
    <header className="header">
      <Link to="/desk" className="header-brand">
        {t('brand')}
      </Link>
      <Places role={me.acting?.role ?? null} />
      <Inbox />
      <Membership me={me} />
      <div className="header-acts">
        <Button
          size="small"
          onClick={() => void switchLanguage(language === 'zh' ? 'en' : 'zh')}
          lang={language === 'zh' ? 'en' : 'zh-CN'}
        >
          {t('otherLanguage')}
        </Button>
        <Button size="small" onClick={() => void signOut()}>
          {t('signOut')}
        </Button>
      </div>
    </header>
  );
}

function Places({ role }: { readonly role: Role | null }) {
  const { t } = useTexts('shell');
  return (
    <nav aria-label={t('places')} className="header-places">
      <ul>
        {placesOf(role).map(({ path, text }) => (
          <li key={path}>
            <Link to={path}>{t(text)}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

async function signOut(): Promise<void> {
  await askSession('POST', 'logout').catch(() => undefined);
  location.assign('/');
}

function Inbox() {
  const { t } = useTexts('shell');
  const { data } = useQuery(askUnread);
  const unread = data?.unread ?? 0;
  return (
    <Link to="/messages" aria-label={t('unread', { unread })} className="header-inbox">
      {t('messages')}
      {unread > 0 && <strong aria-hidden>{unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}</strong>}
    </Link>
  );
}

/** The organisation and post in which I act; a choice where I have several. */
function Membership({ me }: { readonly me: MeView }) {
  const { t, read } = useTexts('shell');
  const queries = useQueryClient();
  const nameOf = ({ organisation, role }: MeView['memberships'][number]) =>
    `${read(organisation.name)} · ${t(`role.${role}`)}`;
  if (me.memberships.length === 1 && me.acting) return <span className="header-who">{nameOf(me.acting)}</span>;
  const keyOf = ({ organisation, role }: MeView['memberships'][number]) => `${organisation.id} ${role}`;
  const choose = async (key: string) => {
    const chosen = me.memberships.find((one) => keyOf(one) === key);
    if (!chosen) return;
    await askSession('POST', 'membership', { organisation: chosen.organisation.id, role: chosen.role });
    await queries.resetQueries();
  };
  return (
    <Choice
      size="small"
      aria-label={t('actAs')}
      placeholder={t('actAs')}
      className="header-who"
      style={{ minWidth: 220 }}
      value={me.acting ? keyOf(me.acting) : null}
      options={me.memberships.map((one) => ({ value: keyOf(one), label: nameOf(one) }))}
      onChange={(key: string) => void choose(key)}
    />
  );
}
