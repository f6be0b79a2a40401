import { Button, Card, Empty, Flex, Typography } from 'antd';
import { Link } from '@tanstack/react-router';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { NotificationView } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';

interface Inbox {
  readonly items: readonly NotificationView[];
  readonly next: string | null;
}

/** What I was told, the newest first, each with the way to where it matters. */
export function MessagesPage() {
  const { t } = useTexts('shell');
  const inbox = useInfiniteQuery({
    queryKey: ['notifications', 'all'],
    queryFn: ({ pageParam }) => ask<Inbox>('GET', `notifications?limit=20${pageParam}`),
    initialPageParam: '',
    getNextPageParam: ({ next }: Inbox) => (next === null ? undefined : `&after=${encodeURIComponent(next)}`),
  });
  const messages = inbox.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <Typography.Title level={1} style={{ fontSize: 24 }}>
        {t('messages')}
      </Typography.Title>
      {inbox.error && <ProblemAlert error={inbox.error} retry={() => void inbox.refetch()} />}
      {inbox.data && messages.length === 0 && <Empty description={t('noMessages')} />}
      <Flex vertical gap={12}>
        {messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </Flex>
      {inbox.hasNextPage && <Button onClick={() => void inbox.fetchNextPage()}>{t('more')}</Button>}
    </>
  );
}

function Message({ message }: { readonly message: NotificationView }) {
  const { t, read, language } = useTexts('shell');
  const queries = useQueryClient();
  const mark = useMutation({
    mutationFn: () => ask('POST', `notifications/${message.id}/read`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  });
  return (
    <Card
      size="small"
      title={<span style={{ fontWeight: message.readAt === null ? 700 : 400 }}>{read(message.title)}</span>}
      extra={instantText(message.instant, language)}
    >
      <p style={{ whiteSpace: 'pre-line' }}>{read(message.body)}</p>
      <Flex gap={12} align="center">
        {message.caseId !== null && (
          <Link to="/cases/$id" params={{ id: message.caseId }}>
            {t('openCase', { id: message.caseId })}
          </Link>
        )}
        {message.readAt === null && (
          <Button size="small" loading={mark.isPending} onClick={() => mark.mutate()}>
            {t('read')}
          </Button>
        )}
      </Flex>
    </Card>
  );
}
