import './form.css';
import { lazy, Suspense, useState } from 'react';
import { Card, Skeleton, Typography } from 'antd';
import { Navigate, useParams } from '@tanstack/react-router';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import type { DocumentRef } from '@vermilion/domain';
import { useCase, useProgramme } from '../api/cases.js';
import { formOf } from '../kit/fields.js';
import { Loaded } from '../kit/page-state.js';
import { useMe } from '../shell/session.js';
import { addTexts, useTexts } from '../texts/texts.js';
import { Defects } from './defects.js';
import texts from './enterprise.json';
import { FaultList } from './fault-list.js';
import { faultsOf } from './faults.js';
import { Parts } from './parts.js';
import { SaveState } from './save-state.js';
import { SubmitBox } from './submit-box.js';
import { useDraft, type Draft } from './use-draft.js';
import { useGoal } from './use-goal.js';

addTexts('enterprise', texts);

/** What only some applications need. */
const Changed = lazy(async () => ({ default: (await import('./changed.js')).Changed }));
const Sent = lazy(async () => ({ default: (await import('./sent.js')).Sent }));
const Conflicts = lazy(async () => ({ default: (await import('./conflicts.js')).Conflicts }));

/** The application as it is written: the form of the procedure, saved by itself. */
export function FormPage() {
  const { id } = useParams({ strict: false });
  const found = useCase(id ?? '');
  const programme = useProgramme(found.data?.procedure).data;
  const me = useMe();
  const person = me.data?.person;
  return (
    <Loaded query={found}>
      {(view) => {
        if (view.draft === null) return <Navigate to="/cases/$id" params={{ id: view.id }} replace />;
        if (!programme || person === undefined)
          return (
            <>
              <Heading view={view} />
              <Skeleton active />
            </>
          );
        return <Opened key={view.id} view={view} programme={programme} person={person} seenAt={me.dataUpdatedAt} />;
      }}
    </Loaded>
  );
}

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
  readonly person: string;
  /** When the server last said who is signed in. */
  readonly seenAt: number;
}

/** The form is with the firm: it may be written. */
function isOpen({ phase, correction, deferred }: CaseView): boolean {
  return phase === 'draft' || correction !== null || deferred.length > 0;
}

/** Whoever comes when the form is with an office is led to the case; whoever has just sent it stays with the receipt. */
function Opened(props: Props) {
  const [open] = useState(() => isOpen(props.view));
  return open ? <Writing {...props} /> : <Navigate to="/cases/$id" params={{ id: props.view.id }} replace />;
}

/** The draft outlives the form: what somebody was typing while a colleague sent it stays in this browser. */
function Writing(props: Props) {
  const { view, programme, person, seenAt } = props;
  const draft = useDraft(view, person, seenAt);
  const [sent, setSent] = useState(false);
  if (!sent && view.phase === 'closed') return <Navigate to="/cases/$id" params={{ id: view.id }} replace />;
  return (
    <>
      <Heading view={view} />
      {sent || !isOpen(view) ? (
        <Suspense fallback={<Skeleton active />}>
          <Sent view={view} programme={programme} />
        </Suspense>
      ) : (
        <Sheet view={view} programme={programme} draft={draft} sent={() => setSent(true)} />
      )}
    </>
  );
}

function Heading({ view: { id, procedure } }: Pick<Props, 'view'>) {
  const { t, read } = useTexts('enterprise');
  return (
    <Typography.Title level={1} style={{ fontSize: 22 }}>
      {t('form', { title: read(procedure.title), id })}
    </Typography.Title>
  );
}

interface SheetProps extends Pick<Props, 'view' | 'programme'> {
  readonly draft: Draft;
  readonly sent: () => void;
}

/** The sheet as long as it can be written. */
function Sheet({ view, programme, draft, sent }: SheetProps) {
  const { part, open, goal, lead } = useGoal(formOf(programme).sections[0]?.id ?? '');
  const attached = view.documents.filter(({ state }) => state === 'attached') as unknown as readonly DocumentRef[];
  const faults = faultsOf(programme, draft.form, attached);
  return (
    <>
      <SaveState draft={draft} programme={programme} />
      <Suspense fallback={null}>{draft.differences && <Conflicts draft={draft} programme={programme} />}</Suspense>
      <Defects view={view} programme={programme} lead={lead} />
      <Card size="small">
        <Parts view={view} programme={programme} draft={draft} faults={faults} goal={goal} part={part} open={open} />
      </Card>
      <FaultList faults={faults} programme={programme} lead={lead} />
      <Suspense fallback={null}>
        {view.correction !== null && <Changed view={view} programme={programme} form={draft.form} lead={lead} />}
      </Suspense>
      <SubmitBox view={view} programme={programme} draft={draft} sent={sent} />
    </>
  );
}
