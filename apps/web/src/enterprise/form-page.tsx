import { lazy, Suspense } from 'react';
import { Alert, Card, Skeleton, Tabs, Typography } from 'antd';
import { Navigate, useParams } from '@tanstack/react-router';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import type { Form } from '@vermilion/domain';
import { useCase, useProgramme } from '../api/cases.js';
import { formOf, rowOf, rowsOf } from '../kit/fields.js';
import { Loaded } from '../kit/page-state.js';
import { Attachments } from '../papers/attachments.js';
import { addTexts, useTexts } from '../texts/texts.js';
import { Defects } from './defects.js';
import texts from './enterprise.json';
import { FieldInput } from './field-input.js';
import { Indicators } from './indicators.js';
import { SaveState } from './save-state.js';
import { SubmitBox } from './submit-box.js';
import { useDraft, type Draft } from './use-draft.js';

addTexts('enterprise', texts);

/** Tables come with the parts that are tables. */
const RowsEditor = lazy(async () => ({ default: (await import('./rows-editor.js')).RowsEditor }));

/** The application as it is written: the form of the procedure, saved by itself. */
export function FormPage() {
  const { id } = useParams({ strict: false });
  const found = useCase(id ?? '');
  const programme = useProgramme(found.data?.procedure.id).data;
  return (
    <Loaded query={found}>
      {(view) => {
        if (view.draft === null) return <Navigate to="/cases/$id" params={{ id: view.id }} replace />;
        return programme ? <Writing key={view.id} view={view} programme={programme} /> : <Skeleton active />;
      }}
    </Loaded>
  );
}

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
}

function Writing({ view, programme }: Props) {
  const { t, read } = useTexts('enterprise');
  const draft = useDraft(view);
  const sections = formOf(programme).sections;
  return (
    <>
      <Typography.Title level={1} style={{ fontSize: 22 }}>
        {t('form', { title: read(programme.title), id: view.id })}
      </Typography.Title>
      <SaveState draft={draft} />
      <Conflicts draft={draft} />
      <Defects view={view} />
      <Card size="small">
        <Tabs
          aria-label={t('parts')}
          items={[
            ...sections.map((section) => ({
              key: section.id,
              label: <PartTitle title={read(section.label)} faults={faultsIn(draft, section.id)} />,
              children: (
                <>
                  {section.id === 'indicators' && <Indicators programme={programme} form={draft.form} />}
                  {section.table ? (
                    <Suspense fallback={<Skeleton active />}>
                      <RowsEditor
                        section={section}
                        rows={rowsOf(draft.form, section)}
                        draft={draft}
                        change={(rows) => draft.change(put(draft.form, section.id, rows))}
                      />
                    </Suspense>
                  ) : (
                    section.fields.map((field) => (
                      <FieldInput
                        key={field.id}
                        at={`${section.id}.${field.id}`}
                        field={field}
                        value={rowOf(draft.form, section)[field.id]}
                        faults={draft.problems}
                        defects={view.correction?.defects ?? []}
                        change={(value) =>
                          draft.change(
                            put(draft.form, section.id, { ...rowOf(draft.form, section), [field.id]: value }),
                          )
                        }
                      />
                    ))
                  )}
                </>
              ),
            })),
            {
              key: 'attachments',
              label: t('attachments'),
              children: <Attachments view={view} programme={programme} />,
            },
          ]}
        />
      </Card>
      <SubmitBox view={view} programme={programme} draft={draft} />
    </>
  );
}

function put(form: Form, section: string, content: Form[string]): Form {
  return { ...form, [section]: content };
}

function faultsIn({ problems }: Draft, section: string): number {
  return problems.filter(({ at }) => at.startsWith(`${section}.`) || at.startsWith(`${section}[`) || at === section)
    .length;
}

function PartTitle({ title, faults }: { readonly title: string; readonly faults: number }) {
  const { t } = useTexts('enterprise');
  return <>{faults === 0 ? title : t('part.faults', { title, faults })}</>;
}

function Conflicts({ draft }: { readonly draft: Draft }) {
  const { t } = useTexts('enterprise');
  if (draft.conflicts.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('conflicts')}
      description={
        <ul>
          {draft.conflicts.map(({ at, mine, theirs }, index) => (
            <li key={`${at} ${index}`}>
              {t('conflict', { at, mine: JSON.stringify(mine ?? null), theirs: JSON.stringify(theirs ?? null) })}
            </li>
          ))}
        </ul>
      }
    />
  );
}
