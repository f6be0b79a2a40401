import { useState, type FormEvent } from 'react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ObjectionAnswer } from '@vermilion/contracts';
import { ask } from '../api/client.js';
import { instantText } from '../kit/dates.js';
import { typedIn } from '../kit/form-data.js';
import { useTexts } from '../texts/texts.js';
import { Told, Trouble } from './told.js';

/** What became of an objection, for whoever has the receipt. The receipt is typed, never part of the address: addresses are kept in logs. */
export function ObjectionAnswerPage() {
  const { t } = useTexts('public');
  const [receipt, setReceipt] = useState<string | null>(null);
  const look = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setReceipt(typedIn(event.currentTarget, 'receipt').trim().toUpperCase());
  };
  return (
    <>
      <h1>{t('answer')}</h1>
      <form onSubmit={look}>
        <label>
          {t('receipt.code')}
          <input name="receipt" required autoComplete="off" />
        </label>
        <p>
          <button type="submit" className="primary">
            {t('answer.look')}
          </button>
        </p>
      </form>
      {receipt !== null && <Answer key={receipt} receipt={receipt} />}
    </>
  );
}

function Answer({ receipt }: { readonly receipt: string }) {
  const { t, language } = useTexts('public');
  const found = useQuery({
    queryKey: ['objection', receipt],
    queryFn: () => ask<ObjectionAnswer>('GET', `objections/${encodeURIComponent(receipt)}`),
    retry: false,
  });
  return (
    <Told query={found}>
      {({ status, lodgedAt, dueAt, reply, decision, mayAppeal }) => (
        <section role="status">
          <h2>{t(`status.${status}`)}</h2>
          <p>{t('answer.lodged', { at: instantText(lodgedAt, language) })}</p>
          {dueAt !== null && <p>{t('answer.due', { at: instantText(dueAt, language) })}</p>}
          {reply !== null && <blockquote>{reply}</blockquote>}
          {decision !== null && <blockquote>{decision}</blockquote>}
          {mayAppeal && <Appeal receipt={receipt} again={() => void found.refetch()} />}
        </section>
      )}
    </Told>
  );
}

function Appeal({ receipt, again }: { readonly receipt: string; readonly again: () => void }) {
  const { t } = useTexts('public');
  const [key] = useState(() => crypto.randomUUID());
  const appeal = useMutation({
    mutationFn: (opinion: string) =>
      ask('POST', `objections/${encodeURIComponent(receipt)}/appeals`, { key, json: { opinion } }),
    onSuccess: again,
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    appeal.mutate(typedIn(event.currentTarget, 'opinion'));
  };
  return (
    <form onSubmit={send}>
      <label>
        {t('appeal.why')}
        <textarea name="opinion" rows={4} required />
      </label>
      <button type="submit" disabled={appeal.isPending}>
        {t('appeal.send')}
      </button>
      {appeal.error && <Trouble error={appeal.error} />}
    </form>
  );
}
