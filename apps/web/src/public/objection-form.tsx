import { useState, type FormEvent } from 'react';
import { useMutation } from '@tanstack/react-query';
import type { ObjectionReceipt } from '@vermilion/contracts';
import { ask, Refused } from '../api/client.js';
import { typedIn } from '../kit/form-data.js';
import { useTexts } from '../texts/texts.js';
import { Field, LongField, TickField } from './field.js';
import { emptyIn, faultsIn, goToFirst, type Faults } from './field-faults.js';
import { forgetObjection, keepObjection, keptObjection, type Paper } from './kept-objection.js';
import { ReceiptShown } from './receipt-shown.js';
import { Trouble } from './told.js';

const LINES = ['name', 'address', 'phone'] as const;
const MOST = { name: 100, address: 300, phone: 40, facts: 4_000 } as const;
const FILLS_IN = { name: 'name', address: 'street-address', phone: 'tel' } as const;
/** Where the fields stand in what is sent. */
const WITHIN = 'paper.';

interface Props {
  readonly notice: string;
  readonly caseId: string;
}

/** An objection under the real name. Whom it names, only the office learns that looks into it. Nothing that is typed is lost before it arrives. */
export function ObjectionForm({ notice, caseId }: Props) {
  const { t, language } = useTexts('public');
  const [kept] = useState(() => keptObjection(sessionStorage, notice, caseId, () => crypto.randomUUID()));
  const [kind, setKind] = useState(kept.paper.kind);
  const [faults, setFaults] = useState<Faults>({});
  const lodge = useMutation({
    // Without a network it fails at once, and says that nothing is lost, instead of waiting unseen.
    networkMode: 'always',
    mutationFn: ({ paper }: { readonly paper: Paper; readonly form: HTMLFormElement }) =>
      ask<ObjectionReceipt>('POST', `notices/${encodeURIComponent(notice)}/objections`, {
        key: kept.key,
        json: { caseId, paper },
      }),
    onSuccess: () => forgetObjection(sessionStorage, notice, caseId),
    onError: (error, { form }) => {
      if (error instanceof Refused) point(form, faultsIn(error.problem, WITHIN, language));
    },
  });
  const point = (form: HTMLFormElement, found: Faults) => {
    setFaults(found);
    goToFirst(form, found);
  };
  const keep = (event: FormEvent<HTMLFormElement>) => {
    const paper = paperIn(event.currentTarget);
    setKind(paper.kind);
    keepObjection(sessionStorage, notice, caseId, { key: kept.key, paper });
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const empty = emptyIn(form);
    point(form, Object.fromEntries(empty.map((name) => [name, t(`object.missing.${name}`)])));
    if (empty.length === 0) lodge.mutate({ paper: paperIn(form), form });
  };
  if (lodge.data) return <ReceiptShown receipt={lodge.data} />;
  const found = Object.keys(faults).length;
  return (
    <form className="sheet" onSubmit={send} onInput={keep} noValidate aria-label={t('objection')}>
      <p className="hint">{t('object.secret')}</p>
      <Kind chosen={kept.paper.kind} />
      <Fields paper={kept.paper} kind={kind} faults={faults} />
      <div role="status" aria-live="polite">
        {found > 0 && <p className="fault">{t('object.faults', { found })}</p>}
      </div>
      {lodge.error && found === 0 && <Trouble error={lodge.error} kept />}
      <p className="act">
        <button type="submit" className="primary" disabled={lodge.isPending}>
          {t(lodge.isPending ? 'object.sending' : 'object.send')}
        </button>
        <span className="quiet">{t('object.kept')}</span>
      </p>
    </form>
  );
}

function Kind({ chosen }: { readonly chosen: Paper['kind'] }) {
  const { t } = useTexts('public');
  return (
    <fieldset>
      <legend>{t('object.kind')}</legend>
      {(['individual', 'organisation'] as const).map((kind) => (
        <label key={kind} className="tick">
          <input type="radio" name="kind" value={kind} defaultChecked={kind === chosen} />
          <span>{t(`object.${kind}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface FieldsProps {
  readonly paper: Paper;
  readonly kind: Paper['kind'];
  readonly faults: Faults;
}

function Fields({ paper, kind, faults }: FieldsProps) {
  const { t } = useTexts('public');
  return (
    <>
      {LINES.map((name) => (
        <Field
          key={name}
          name={name}
          label={t(`object.${name}`)}
          hint={t(`object.${name}.hint`)}
          fault={faults[name]}
          required
          type={name === 'phone' ? 'tel' : 'text'}
          maxLength={MOST[name]}
          autoComplete={FILLS_IN[name]}
          defaultValue={paper[name]}
        />
      ))}
      <LongField
        name="facts"
        label={t('object.facts')}
        hint={t('object.facts.hint', { most: MOST.facts })}
        fault={faults['facts']}
        required
        rows={8}
        maxLength={MOST.facts}
        defaultValue={paper.facts}
      />
      <TickField
        name="signed"
        label={t(kind === 'organisation' ? 'object.sealed' : 'object.signed')}
        fault={faults['signed']}
        required
        defaultChecked={paper.signed}
      />
    </>
  );
}

function paperIn(form: HTMLFormElement): Paper {
  const textOf = (name: string) => typedIn(form, name).trim();
  return {
    kind: textOf('kind') === 'organisation' ? 'organisation' : 'individual',
    name: textOf('name'),
    address: textOf('address'),
    phone: textOf('phone'),
    facts: textOf('facts'),
    signed: new FormData(form).has('signed'),
  };
}
