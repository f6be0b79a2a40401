import { useState } from 'react';
import { Button, Empty, Flex, Segmented, Typography } from 'antd';
import { Link } from '@tanstack/react-router';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NotificationView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { dayOf, dateText, timeText } from '../kit/dates.js';
import { Loaded } from '../kit/page-state.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';
import './messages.css';
import { askUnread } from './session.js';

interface Inbox {
  readonly items: readonly NotificationView[];
  readonly next: string | null;
}

const SHOWN = ['all', 'unread'] as const;

/** What I was told, the newest first, day by day, each with the way to where it matters. */
export function MessagesPage() {
  const { t } = useTexts('shell');
  const [shown, show] = useState<(typeof SHOWN)[number]>('all');
  const inbox = useInfiniteQuery({
    queryKey: ['notifications', shown],
    queryFn: ({ pageParam }) =>
      ask<Inbox>('GET', `notifications?limit=20${shown === 'unread' ? '&unread=true' : ''}${pageParam}`),
    initialPageParam: '',
    getNextPageParam: ({ next }: Inbox) => (next === null ? undefined : `&after=${encodeURIComponent(next)}`),
  });
  return (
    <>
      <Flex wrap gap="8px 16px" align="center" justify="space-between" style={{ marginBottom: 12 }}>
        <Typography.Title level={1} style={{ fontSize: 24, margin: 0 }}>
          {t('messages')}
        </Typography.Title>
        <Flex wrap gap={8} align="center">
          <Segmented
            aria-label={t('messages.shown')}
            value={shown}
            options={SHOWN.map((value) => ({ value, label: t(`messages.${value}`) }))}
            onChange={show}
          />
          <ReadAll newest={inbox.data?.pages[0]?.items[0]?.id} />
        </Flex>
      </Flex>
      <Loaded query={inbox}>
        {({ pages }) => <Days messages={pages.flatMap(({ items }) => items)} none={t(`messages.none.${shown}`)} />}
      </Loaded>
      {inbox.hasNextPage && (
        <Button loading={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

/** Marks read what I have before me; what comes meanwhile stays unread. */
function ReadAll({ newest }: { readonly newest: string | undefined }) {
  const { t } = useTexts('shell');
  const unread = useQuery(askUnread).data?.unread ?? 0;
  const queries = useQueryClient();
  const mark = useMutation({
    mutationFn: () => ask('POST', 'notifications/read', { json: { upTo: newest } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  });
  return (
    <>
      <Button disabled={unread === 0 || newest === undefined} loading={mark.isPending} onClick={() => mark.mutate()}>
        {t('readAll')}
      </Button>
      {mark.error && <ProblemAlert error={mark.error} />}
    </>
  );
}

interface DaysProps {
  readonly messages: readonly NotificationView[];
  /** What to say when there are none. */
  readonly none: string;
}

function Days({ messages, none }: DaysProps) {
  const { language } = useTexts('shell');
  if (messages.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={none} />;
  const days = new Map<string, NotificationView[]>();
  for (const message of messages)
    days.set(dayOf(message.instant), [...(days.get(dayOf(message.instant)) ?? []), message]);
  return [...days].map(([day, told]) => (
    <section key={day} className="messages-day">
      <h2>{dateText(day, language)}</h2>
      <ul>
        {told.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ul>
    </section>
  ));
}

/** Whoever follows a message has read it. */
function Message({ message }: { readonly message: NotificationView }) {
  const { t, read, language } = useTexts('shell');
  const queries = useQueryClient();
  const mark = useMutation({
    mutationFn: () => ask('POST', `notifications/${message.id}/read`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  });
  const unread = message.readAt === null;
  const readIt = () => unread && mark.mutate();
  return (
    <li className="message" data-unread={unread}>
      <div className="message-title">
        {unread && <span className="message-new">{t('new')}</span>}
        <strong>{read(message.title)}</strong>
        <time dateTime={message.instant}>{timeText(message.instant, language)}</time>
      </div>
      <p>{read(message.body)}</p>
      <Flex gap={12} align="center">
        {message.caseId !== null && (
          <Link to="/cases/$id" params={{ id: message.caseId }} onClick={readIt}>
            {t('openCase', { id: message.caseId })}
          </Link>
        )}
        {unread && (
          <Button size="small" type="link" style={{ paddingInline: 0 }} loading={mark.isPending} onClick={readIt}>
            {t('read')}
          </Button>
        )}
      </Flex>
    </li>
  );
}
