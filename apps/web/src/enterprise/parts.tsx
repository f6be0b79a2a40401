import { lazy, Suspense } from 'react';
import { Skeleton, Tabs } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import type { Field, FieldValue, Section } from '@vermilion/domain';
import { formOf, gatesOf, rowOf, rowsOf } from '../kit/fields.js';
import { useTexts } from '../texts/texts.js';
import { withValue } from './choose.js';
import { DOCUMENTS, openIn, type Fault, type Open } from './faults.js';
import { FieldInput } from './field-input.js';
import { Indicators, Rate } from './indicators.js';
import type { Draft } from './use-draft.js';
import type { Goal } from './use-goal.js';

/** Tables and papers come with the parts that need them. */
const Attachments = lazy(async () => ({ default: (await import('../papers/attachments.js')).Attachments }));
const RowsEditor = lazy(async () => ({ default: (await import('./rows-editor.js')).RowsEditor }));

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
  readonly draft: Draft;
  readonly faults: readonly Fault[];
  readonly goal: Goal | null;
  readonly part: string;
  readonly open: (part: string) => void;
}

/** The parts of the form, as the procedure names them, each with how much of it is still open; what is promised comes last. */
export function Parts(props: Props) {
  const { view, programme, faults, part, open } = props;
  const { t, read } = useTexts('enterprise');
  const sections = formOf(programme).sections;
  const itemOf = (section: Section) => ({
    key: section.id,
    label: <PartTitle title={read(section.label)} open={openIn(faults, section.id)} />,
    children: section.table ? <Table {...props} section={section} /> : <Fields {...props} section={section} />,
  });
  const documents = {
    key: DOCUMENTS,
    label: <PartTitle title={t('attachments')} open={openIn(faults, DOCUMENTS)} />,
    children: (
      <Suspense fallback={<Skeleton active />}>
        <Attachments view={view} programme={programme} />
      </Suspense>
    ),
  };
  return (
    <Tabs
      aria-label={t('parts')}
      activeKey={part}
      onChange={open}
      items={[
        ...sections.filter((section) => !isPromise(section)).map(itemOf),
        documents,
        ...sections.filter(isPromise).map(itemOf),
      ]}
    />
  );
}

const isPromise = ({ fields }: Section) => fields.every(({ mustBeTrue }) => mustBeTrue);

function PartTitle({ title, open: { missing, wrong } }: { readonly title: string; readonly open: Open }) {
  const { t } = useTexts('enterprise');
  const words = [missing > 0 && t('part.missing', { count: missing }), wrong > 0 && t('part.wrong', { count: wrong })];
  const said = words.filter(Boolean).join(' ');
  return (
    <>
      {title} <small className={wrong > 0 ? 'part-wrong' : 'quiet'}>{said === '' ? t('part.whole') : said}</small>
    </>
  );
}

type SectionProps = Props & { readonly section: Section };

function Table({ view, programme, draft, faults, goal, section }: SectionProps) {
  return (
    <>
      <Indicators programme={programme} form={draft.form} />
      <Suspense fallback={<Skeleton active />}>
        <RowsEditor
          view={view}
          section={section}
          rows={rowsOf(draft.form, section)}
          draft={draft}
          faults={faults}
          goal={goal}
        />
      </Suspense>
    </>
  );
}

function Fields({ view, programme, draft, faults, section }: SectionProps) {
  const row = rowOf(draft.form, section);
  const inputOf = (field: Field) => {
    const at = `${section.id}.${field.id}`;
    const change = (value: FieldValue) => draft.change(withValue(draft.form, at, value));
    const gate = gatesOf(programme).find(({ declaredAt }) => declaredAt === at);
    return (
      <FieldInput
        key={field.id}
        at={at}
        field={field}
        value={row[field.id]}
        faults={faults}
        defects={view.correction?.defects ?? []}
        change={change}
        beside={gate && <Rate gate={gate} form={draft.form} take={change} />}
      />
    );
  };
  return <div className="fields">{section.fields.map(inputOf)}</div>;
}
