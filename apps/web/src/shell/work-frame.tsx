import { useCallback, useEffect, useState } from 'react';
import { App, ConfigProvider, Spin } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { Outlet } from '@tanstack/react-router';
import { Refused, SIGNED_OUT } from '../api/client.js';
import { ConnectionNotice } from '../kit/connection-notice.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { addTexts, useTexts } from '../texts/texts.js';
import { ClockNotice } from './clock-notice.js';
import './desk-styles.css';
import { HeaderBar } from './header-bar.js';
import { nonce, sayNonce } from './nonce.js';
import { signInAddress, useMe } from './session.js';
import texts from './shell.json';
import { SignedOut } from './signed-out.js';
import { motionFor, theme } from './theme.js';
import { useLiveInbox } from './use-live-inbox.js';

addTexts('shell', texts);
sayNonce();

/** What surrounds every desk: who I am here, where I can go, what is new. Nobody gets past it without being signed in. */
export function WorkFrame() {
  const { language } = useTexts('shell');
  return (
    <ConfigProvider
      csp={{ nonce }}
      locale={language === 'en' ? enUS : zhCN}
      theme={motionFor(theme)}
      button={{ autoInsertSpace: false }}
    >
      <App>
        <Inside />
      </App>
    </ConfigProvider>
  );
}

function Inside() {
  const { t } = useTexts('shell');
  const me = useMe();
  const { lost, found } = useSignedOut();
  useLiveInbox(me.data?.acting !== undefined && me.data.acting !== null);
  const nobody = me.error !== null && me.data === undefined;
  useEffect(() => {
    if (nobody && lost) location.assign(signInAddress());
  }, [nobody, lost]);
  if (!me.data)
    return (
      <>
        <ConnectionNotice />
        {me.error instanceof Refused && !lost ? (
          <ProblemAlert error={me.error} retry={() => void me.refetch()} />
        ) : (
          <Spin fullscreen description={t('loading')} />
        )}
      </>
    );
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <HeaderBar me={me.data} />
      <ClockNotice />
      <ConnectionNotice />
      {lost && <SignedOut found={found} />}
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

/** Whether the session has ended while the page was open: what is on it stays, and goes on after signing in again. */
function useSignedOut() {
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const hear = () => setLost(true);
    window.addEventListener(SIGNED_OUT, hear);
    return () => window.removeEventListener(SIGNED_OUT, hear);
  }, []);
  const found = useCallback(() => setLost(false), []);
  return { lost, found };
}
