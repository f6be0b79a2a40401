import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { Checkbox, Form, Input, InputNumber, Radio } from 'antd';
import type { CaseView } from '@vermilion/contracts';
import type { Field, FieldValue } from '@vermilion/domain';
import { Choice } from '../kit/choice.js';
import { LongText } from '../kit/long-text.js';
import { useTexts } from '../texts/texts.js';
import type { Fault } from './faults.js';

const DayInput = lazy(async () => ({ default: (await import('../kit/day-input.js')).DayInput }));

interface InputProps {
  readonly id: string;
  readonly field: Field;
  readonly value: FieldValue | undefined;
  readonly change: (value: FieldValue) => void;
}

interface Props extends Omit<InputProps, 'id'> {
  /** Where the value lives in the form: `section.field`. */
  readonly at: string;
  readonly faults: readonly Fault[];
  readonly defects: NonNullable<CaseView['correction']>['defects'];
  /** What stands under the input, whatever is in it. */
  readonly beside?: ReactNode;
}

const LONG = 200;

/** One field of the form, with what is wrong with it, and what the office has asked for. */
export function FieldInput({ at, field, value, faults, defects, change, beside }: Props) {
  const { t, read, language } = useTexts('enterprise');
  // Nobody is told that a field is empty which he has not come to yet: the part counts it.
  const found = faults.filter((fault) => fault.at === at && !(fault.code === 'missing' && value === undefined));
  const asked = defects.filter(({ target }) => target === at);
  const help = [
    ...asked.map(({ what, how }) => t('asked', { what: what ?? '', how: how ?? '' })),
    ...found.map(({ message, remedy }) => `${message[language]} ${remedy[language]}`),
  ];
  return (
    <Form.Item
      layout="vertical"
      label={`${read(field.label)}${field.unit ? `（${read(field.unit)}）` : ''}`}
      required={field.required}
      htmlFor={at}
      validateStatus={asked.length > 0 ? 'error' : found.length > 0 ? 'warning' : ''}
      help={help.length > 0 ? help.map((words) => <div key={words}>{words}</div>) : undefined}
      extra={beside}
    >
      <BareInput id={at} field={field} value={value} change={change} />
    </Form.Item>
  );
}

const INPUTS: { readonly [type in Field['type']]?: ComponentType<InputProps> } = {
  integer: FigureInput,
  decimal: FigureInput,
  boolean: YesOrNo,
  choice: ChoiceInput,
  choices: ChoicesInput,
  date: DateInput,
};

/** The input that fits the type of a field. */
export function BareInput(props: InputProps) {
  const Fitting = INPUTS[props.field.type] ?? WordsInput;
  return <Fitting {...props} />;
}

function FigureInput({ id, value, change }: InputProps) {
  return (
    <InputNumber
      id={id}
      style={{ width: '100%', maxWidth: 260 }}
      value={typeof value === 'number' ? value : null}
      onChange={(next) => change(next)}
    />
  );
}

function YesOrNo({ id, field, value, change }: InputProps) {
  const { t, read } = useTexts('enterprise');
  if (field.mustBeTrue)
    return (
      <Checkbox id={id} checked={value === true} onChange={({ target }) => change(target.checked)}>
        {t('confirm')}
      </Checkbox>
    );
  return (
    <Radio.Group
      id={id}
      aria-label={read(field.label)}
      value={value}
      onChange={({ target }) => change(target.value as boolean)}
      options={[
        { value: true, label: t('yes') },
        { value: false, label: t('no') },
      ]}
    />
  );
}

function useOptions({ choices = [] }: Field) {
  const { read } = useTexts('enterprise');
  return choices.map((choice) => ({ value: choice.id, label: read(choice.label) }));
}

function ChoiceInput({ id, field, value, change }: InputProps) {
  const options = useOptions(field);
  return (
    <Choice
      id={id}
      style={{ maxWidth: 360 }}
      value={(value as string | undefined) ?? null}
      options={options}
      onChange={(next: string) => change(next)}
    />
  );
}

function ChoicesInput({ id, field, value, change }: InputProps) {
  const options = useOptions(field);
  return (
    <Choice
      id={id}
      mode="tags"
      value={Array.isArray(value) ? [...(value as readonly string[])] : []}
      options={options}
      onChange={(next: string[]) => change(next)}
    />
  );
}

function DateInput({ id, value, change }: InputProps) {
  return (
    <Suspense fallback={<Input id={id} disabled />}>
      <DayInput id={id} value={typeof value === 'string' && value !== '' ? value : null} change={change} />
    </Suspense>
  );
}

function WordsInput({ id, field: { maxLength }, value, change }: InputProps) {
  const words = typeof value === 'string' ? value : '';
  return (maxLength ?? 0) > LONG ? (
    <LongText id={id} rows={3} maxLength={maxLength} value={words} onChange={({ target }) => change(target.value)} />
  ) : (
    <Input id={id} maxLength={maxLength} value={words} onChange={({ target }) => change(target.value)} />
  );
}
