import { useState } from 'react';
import { App, Button, Card, Flex, Input, Typography } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { ProblemAlert } from '../kit/problem-alert.js';
import { useTexts } from '../texts/texts.js';

/** Ends all that somebody is signed in with. */
export function SignOut() {
  const { t } = useTexts('security');
  const { message } = App.useApp();
  const [person, setPerson] = useState('');
  const end = useMutation({
    mutationFn: () => ask<null>('POST', 'security/sign-outs', { json: { person } }),
    onSuccess: () => {
      setPerson('');
      void message.success(t('signedOut'));
    },
  });
  return (
    <Card size="small" title={t('signOut')}>
      <Typography.Paragraph>{t('signOut.note')}</Typography.Paragraph>
      <Flex gap={8}>
        <Input
          aria-label={t('person')}
          placeholder={t('person')}
          value={person}
          onChange={({ target }) => setPerson(target.value.trim())}
          style={{ maxWidth: 320 }}
        />
        <Button danger disabled={person === ''} loading={end.isPending} onClick={() => end.mutate()}>
          {t('signOut')}
        </Button>
      </Flex>
      {end.error && <ProblemAlert error={end.error} />}
    </Card>
  );
}
