import { Badge, Button, Layout, Menu, Select, Space } from 'antd';
import { Link, useLocation } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { MeView } from '@vermilion/contracts';
import { askSession } from '../api/client.js';
import { switchLanguage, useTexts } from '../texts/texts.js';
import { placesOf } from './places.js';
import { askUnread } from './session.js';

/** Where I am, who I am here, what is new. */
export function HeaderBar({ me }: { readonly me: MeView }) {
  const { t, language } = useTexts('shell');
  const { pathname } = useLocation();
  const items = placesOf(me.acting?.role ?? null).map(({ path, text }) => ({
    key: path,
    label: <Link to={path}>{t(text)}</Link>,
  }));
  const here = items.find(({ key }) => pathname === key || pathname.startsWith(`${key}/`))?.key;
  return (
    <Layout.Header
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 8,
        alignItems: 'center',
        height: 'auto',
        background: '#fff',
        borderBottom: '1px solid #d9d9d9',
        paddingInline: 24,
      }}
    >
      <Link to="/desk" style={{ fontSize: 20, fontWeight: 700, color: '#b22c1e' }}>
        {t('brand')}
      </Link>
      <nav aria-label={t('places')} style={{ flex: 1, minWidth: 200 }}>
        <Menu
          mode="horizontal"
          selectedKeys={here === undefined ? [] : [here]}
          items={items}
          style={{ borderBottom: 0 }}
        />
      </nav>
      <Space wrap>
        <Inbox />
        <Membership me={me} />
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
      </Space>
    </Layout.Header>
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
    <Badge count={unread} title={t('unread', { unread })} style={{ insetInlineEnd: 4 }}>
      <Link to="/messages" aria-label={t('unread', { unread })} style={{ padding: '0 8px' }}>
        {t('messages')}
      </Link>
    </Badge>
  );
}

/** The organisation and post in which I act; a choice where I have several. */
function Membership({ me }: { readonly me: MeView }) {
  const { t, read } = useTexts('shell');
  const queries = useQueryClient();
  const nameOf = ({ organisation, role }: MeView['memberships'][number]) =>
    `${read(organisation.name)} · ${t(`role.${role}`)}`;
  if (me.memberships.length === 1 && me.acting) return <span>{nameOf(me.acting)}</span>;
  const keyOf = ({ organisation, role }: MeView['memberships'][number]) => `${organisation.id} ${role}`;
  const choose = async (key: string) => {
    const chosen = me.memberships.find((one) => keyOf(one) === key);
    if (!chosen) return;
    await askSession('POST', 'membership', { organisation: chosen.organisation.id, role: chosen.role });
    await queries.resetQueries();
  };
  return (
    <Select
      size="small"
      aria-label={t('actAs')}
      placeholder={t('actAs')}
      style={{ minWidth: 220 }}
      value={me.acting ? keyOf(me.acting) : null}
      options={me.memberships.map((one) => ({ value: keyOf(one), label: nameOf(one) }))}
      onChange={(key: string) => void choose(key)}
    />
  );
}
