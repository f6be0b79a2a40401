import { useState, type FormEvent } from 'react';
import { useMutation } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { typedIn } from '../kit/form-data.js';
import { useTexts } from '../texts/texts.js';
import { LongField } from './field.js';
import { Trouble } from './told.js';

const MOST = 2_000;

/** Asks for the second instance, with the receipt as the only name. */
export function AppealForm({ receipt, done }: { readonly receipt: string; readonly done: () => void }) {
  const { t } = useTexts('public');
  const [key] = useState(() => crypto.randomUUID());
  const [missing, setMissing] = useState(false);
  const appeal = useMutation({
    // Without a network it fails at once, and says that nothing is lost, instead of waiting unseen.
    networkMode: 'always',
    mutationFn: (opinion: string) => ask('POST', `objections/${receipt}/appeals`, { key, json: { opinion } }),
    onSuccess: done,
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const opinion = typedIn(event.currentTarget, 'opinion').trim();
    setMissing(opinion === '');
    if (opinion !== '') appeal.mutate(opinion);
  };
  return (
    <form className="sheet no-print" onSubmit={send} noValidate aria-label={t('appeal')}>
      <h3>{t('appeal')}</h3>
      <LongField
        name="opinion"
        label={t('appeal.why')}
        fault={missing ? t('appeal.missing') : undefined}
        rows={5}
        required
        maxLength={MOST}
      />
      {appeal.error && <Trouble error={appeal.error} kept />}
      <p className="act">
        <button type="submit" className="primary" disabled={appeal.isPending}>
          {t('appeal.send')}
        </button>
      </p>
    </form>
  );
}
