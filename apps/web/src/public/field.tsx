import type { InputHTMLAttributes, TextareaHTMLAttributes } from 'react';

interface Around {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with it, and how to put it right. */
  readonly fault?: string | undefined;
}

/** A line of a form with its label, what to write there, and beside it what was wrong with it. */
export function Field({ label, hint, fault, ...input }: Around & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <div className="field">
      <label htmlFor={idOf(input.name)}>{label}</label>
      <Hint name={input.name} hint={hint} />
      <input id={idOf(input.name)} {...described(input.name, hint, fault)} {...input} />
      <Fault name={input.name} fault={fault} />
    </div>
  );
}

/** The same with room for many lines. */
export function LongField({ label, hint, fault, ...input }: Around & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <div className="field">
      <label htmlFor={idOf(input.name)}>{label}</label>
      <Hint name={input.name} hint={hint} />
      <textarea id={idOf(input.name)} {...described(input.name, hint, fault)} {...input} />
      <Fault name={input.name} fault={fault} />
    </div>
  );
}

/** Something to agree to. */
export function TickField({ label, fault, ...input }: Around & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <div className="field">
      <label className="tick">
        <input type="checkbox" {...described(input.name, undefined, fault)} {...input} />
        <span>{label}</span>
      </label>
      <Fault name={input.name} fault={fault} />
    </div>
  );
}

function Hint({ name, hint }: { readonly name: string; readonly hint: string | undefined }) {
  if (hint === undefined) return null;
  return (
    <p id={`${idOf(name)}-hint`} className="hint">
      {hint}
    </p>
  );
}

function Fault({ name, fault }: { readonly name: string; readonly fault: string | undefined }) {
  if (fault === undefined) return null;
  return (
    <p id={`${idOf(name)}-fault`} className="fault">
      {fault}
    </p>
  );
}

const idOf = (name: string) => `field-${name}`;

function described(name: string, hint: string | undefined, fault: string | undefined) {
  const by = [
    hint === undefined ? [] : [`${idOf(name)}-hint`],
    fault === undefined ? [] : [`${idOf(name)}-fault`],
  ].flat();
  return {
    'aria-invalid': fault === undefined ? undefined : true,
    'aria-describedby': by.length === 0 ? undefined : by.join(' '),
  };
}
