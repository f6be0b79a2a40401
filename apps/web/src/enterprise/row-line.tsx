import { memo, type KeyboardEvent } from 'react';
import { Button, Checkbox, InputNumber, Input } from 'antd';
import type { Field, FieldValue, Row, Section } from '@vermilion/domain';
import { useTexts } from '../texts/texts.js';
import { BareInput } from './field-input.js';

interface Props {
  readonly section: Section;
  readonly row: Row;
  /** From 0. */
  readonly index: number;
  /** What is wrong with the row, line by line. */
  readonly told: string;
  readonly edit: (index: number, field: string, value: FieldValue) => void;
  readonly remove: (index: number) => void;
}

/** One row of a table, drawn only when it has changed; the enter key goes to the same column of the next one. */
export const RowLine = memo(function RowLine({ section, row, index, told, edit, remove }: Props) {
  const { t } = useTexts('enterprise');
  const idOf = (field: Field, at = index) => `${section.id}[${at}].${field.id}`;
  const down = (event: KeyboardEvent, field: Field) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    document.getElementById(idOf(field, index + (event.shiftKey ? -1 : 1)))?.focus();
  };
  return (
    <>
      <tr id={`${section.id}[${index}]`} className={told === '' ? undefined : 'row-told'}>
        {section.fields.map((field) => (
          <td key={field.id} onKeyDown={(event) => down(event, field)}>
            <Cell
              id={idOf(field)}
              field={field}
              number={index + 1}
              value={row[field.id]}
              change={(value) => edit(index, field.id, value)}
            />
          </td>
        ))}
        <td>
          <Button
            size="small"
            type="text"
            aria-label={t('rows.removeNumber', { number: index + 1 })}
            onClick={() => remove(index)}
          >
            {t('rows.remove')}
          </Button>
        </td>
      </tr>
      {told !== '' && (
        <tr className="row-told">
          <td colSpan={section.fields.length + 1}>
            {told.split('\n').map((line) => (
              <div key={line}>{line}</div>
            ))}
          </td>
        </tr>
      )}
    </>
  );
});

interface CellProps {
  readonly id: string;
  readonly field: Field;
  /** Of the row, from 1. */
  readonly number: number;
  readonly value: FieldValue | undefined;
  readonly change: (value: FieldValue) => void;
}

/** An input as narrow as a cell. */
function Cell({ id, field, number, value, change }: CellProps) {
  const { t, read } = useTexts('enterprise');
  const name = t('rows.cell', { number, column: read(field.label) });
  if (field.type === 'boolean') {
    const checked = value === true;
    return (
      <Checkbox
        id={id}
        aria-label={name}
        checked={checked}
        indeterminate={typeof value !== 'boolean'}
        onChange={() => change(!checked)}
      >
        {typeof value === 'boolean' ? t(checked ? 'yes' : 'no') : '—'}
      </Checkbox>
    );
  }
  if (field.type === 'integer' || field.type === 'decimal')
    return (
      <InputNumber
        id={id}
        aria-label={name}
        controls={false}
        keyboard={false}
        style={{ width: 96 }}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => change(next)}
      />
    );
  if (field.type !== 'text') return <BareInput id={id} field={field} value={value} change={change} />;
  return (
    <Input
      id={id}
      aria-label={name}
      style={{ minWidth: 150 }}
      maxLength={field.maxLength}
      value={typeof value === 'string' ? value : ''}
      onChange={({ target }) => change(target.value)}
    />
  );
}
