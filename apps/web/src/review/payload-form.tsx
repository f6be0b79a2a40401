import { Checkbox, DatePicker, Form, InputNumber, Radio } from 'antd';
import type { CaseView, ProgrammeView, StepList } from '@vermilion/contracts';
import { Choice } from '../kit/choice.js';
import { LongText } from '../kit/long-text.js';
import { useTexts } from '../texts/texts.js';
import { Colleague } from './colleague.js';
import { DefectComposer, type Defects } from './defect-composer.js';
import { DECLARATIONS, propertiesOf, type Payload } from './payloads.js';
import { reasonsFor } from './reasons.js';

interface Props {
  readonly step: StepList['items'][number];
  readonly view: CaseView;
  readonly programme: ProgrammeView | undefined;
  readonly payload: Payload;
  readonly change: (payload: Payload) => void;
}

const FILLED_IN = new Set(['draftVersion', 'promises']);

/** An input for everything that the step asks for. */
export function PayloadForm(props: Props) {
  const names = Object.keys(propertiesOf(props.step)).filter((name) => !FILLED_IN.has(name));
  return (
    <Form layout="vertical" component="div">
      {names.map((name) => (
        <One key={name} name={name} {...props} />
      ))}
    </Form>
  );
}

function One(props: Props & { readonly name: string }) {
  const { name, view, programme, payload, change } = props;
  const set = (next: unknown) => change({ ...payload, [name]: next });
  const value = payload[name];
  if (name === 'defects' && programme)
    return <DefectComposer programme={programme} view={view} defects={(value ?? []) as Defects} change={set} />;
  return <Stated {...props} value={value} set={set} />;
}

interface StatedProps extends Omit<Props, 'payload' | 'change'> {
  readonly name: string;
  readonly value: unknown;
  readonly set: (value: unknown) => void;
}

/** One thing that is stated: confirmed, chosen among the reasons of the procedure, or entered. */
function Stated({ name, step, view, programme, value, set }: StatedProps) {
  const { t, read } = useTexts('review');
  const id = `${step.type}-${name}`;
  const property = propertiesOf(step)[name];
  if (DECLARATIONS.has(name))
    return (
      <Checkbox id={id} checked={value === true} onChange={({ target }) => set(target.checked ? true : undefined)}>
        {t(`field.${name}`)}
      </Checkbox>
    );
  const reasons = programme ? reasonsFor(step.type, name, view, programme) : [];
  return (
    <Form.Item label={t(`field.${name}`)} htmlFor={id}>
      {reasons.length > 0 ? (
        <Choice
          id={id}
          value={(value as string | undefined) ?? null}
          onChange={set}
          options={reasons.map((one) => ({ value: one.id, label: read(one.text) }))}
        />
      ) : (
        <Plain id={id} name={name} property={property ?? {}} value={value} set={set} />
      )}
    </Form.Item>
  );
}

interface PlainProps {
  readonly id: string;
  readonly name: string;
  readonly property: ReturnType<typeof propertiesOf>[string];
  readonly value: unknown;
  readonly set: (value: unknown) => void;
}

const PERSONS = new Set(['to', 'signer']);

function Plain({ id, name, property, value, set }: PlainProps) {
  const { t } = useTexts('review');
  if (PERSONS.has(name)) return <Colleague id={id} value={value} set={set} />;
  if (property.type === 'boolean')
    return (
      <Radio.Group
        id={id}
        value={value}
        onChange={({ target }) => set(target.value)}
        options={[true, false].map((one) => ({ value: one, label: t(`field.${name}.${String(one)}`) }))}
      />
    );
  if (property.enum)
    return (
      <Choice
        id={id}
        value={value as string}
        onChange={set}
        options={property.enum.map((one) => ({ value: one, label: t(`field.${name}.${one}`) }))}
      />
    );
  if (property.type === 'integer' || property.type === 'number')
    return (
      <InputNumber
        id={id}
        min={1}
        max={property.maximum ?? 1000}
        value={(value as number | undefined) ?? null}
        onChange={(next) => set(next ?? undefined)}
      />
    );
  if (property.format === 'date')
    return <DatePicker id={id} onChange={(_, text) => set(text === null ? undefined : String(text))} />;
  return (
    <LongText
      id={id}
      rows={3}
      maxLength={property.maxLength}
      value={(value as string | undefined) ?? ''}
      onChange={({ target }) => set(target.value)}
    />
  );
}
