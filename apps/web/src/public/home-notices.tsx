import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { NoticeList } from '@vermilion/contracts';
import { ask, businessNow } from '../api/client.js';
import { dateText, instantText } from '../kit/dates.js';
import { useTexts } from '../texts/texts.js';
import { Left } from './left.js';
import { Mark } from './mark.js';
import { Told } from './told.js';

/** Somebody may be waiting for a list to come out. */
const LOOK_AGAIN_MS = 30_000;

type Notice = NoticeList['items'][number];

/** The notices that run, and those that have ended. */
export function HomeNotices() {
  const { t } = useTexts('public');
  const notices = useQuery({
    queryKey: ['notices'],
    queryFn: async () => (await ask<NoticeList>('GET', 'notices')).items,
    refetchInterval: LOOK_AGAIN_MS,
  });
  return (
    <>
      <section aria-labelledby="notices">
        <h2 id="notices">{t('notices')}</h2>
        <Told query={notices}>
          {(items) => <List items={items.filter(({ open }) => open)} none={t('notices.none')} />}
        </Told>
      </section>
      {notices.data?.some(({ open }) => !open) && (
        <section aria-labelledby="ended">
          <h2 id="ended">{t('notices.ended')}</h2>
          <List items={notices.data.filter(({ open }) => !open)} none="" />
        </section>
      )}
    </>
  );
}

function List({ items, none }: { readonly items: readonly Notice[]; readonly none: string }) {
  if (items.length === 0) return <p className="nothing">{none}</p>;
  return (
    <ul className="cards">
      {items.map((notice) => (
        <li key={notice.number} className={notice.open ? 'card running' : 'card'}>
          <OneNotice notice={notice} />
        </li>
      ))}
    </ul>
  );
}

function OneNotice({ notice }: { readonly notice: Notice }) {
  const { t, read, language } = useTexts('public');
  const { id, number, procedure, from, until, closesAt, open, entries } = notice;
  return (
    <>
      <h3>
        <Link to="/notices/$id" params={{ id }}>
          {t('notice.title', { title: read(procedure.title) })}
        </Link>
      </h3>
      <p className="number" lang="zh-CN">
        {number}
      </p>
      <p>{t('notice.span', { from: dateText(from, language), until: dateText(until, language), entries })}</p>
      {open ? (
        <p className="state">
          <Mark tone="care" />
          <span>{t('notice.open', { at: instantText(closesAt, language) })}</span>
          <Left until={closesAt} now={businessNow()} />
        </p>
      ) : (
        <p className="state">
          <Mark tone="quiet" />
          <span>{t('notice.over')}</span>
        </p>
      )}
    </>
  );
}
