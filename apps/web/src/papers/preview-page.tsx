import { Alert, Card, Flex, Skeleton, Space, Typography } from 'antd';
import { Link, useParams } from '@tanstack/react-router';
import type { CaseView, DocumentView, ProgrammeView } from '@vermilion/contracts';
import type { Form } from '@vermilion/domain';
import { useCase, useProgramme } from '../api/cases.js';
import { instantText } from '../kit/dates.js';
import { formOf } from '../kit/fields.js';
import { Loaded } from '../kit/page-state.js';
import { SectionContent } from '../review/form-content.js';
import review from '../review/review.json';
import { addTexts, useTexts } from '../texts/texts.js';
import { PaperList } from './paper-list.js';
import { VersionLine } from './version-line.js';

addTexts('review', review);

/** Exactly what will be submitted, or was: the form in the order of the procedure, the equipment, the documents, under one version hash. */
export function PreviewPage() {
  const { id } = useParams({ strict: false });
  const found = useCase(id ?? '');
  const programme = useProgramme(found.data?.procedure).data;
  return (
    <Loaded query={found}>
      {(view) => {
        const shown = versionOf(view);
        if (!programme) return <Skeleton active />;
        return shown ? <Version view={view} programme={programme} shown={shown} /> : <NoVersion id={view.id} />;
      }}
    </Loaded>
  );
}

/** A version as it is shown and printed. */
interface Shown {
  readonly form: Form;
  readonly documents: readonly DocumentView[];
  readonly version: number;
  readonly hash: string;
  readonly at: string;
  readonly submitted: boolean;
}

/** While the firm may write: the draft. Otherwise what was submitted last. */
function versionOf({ phase, correction, draft, submission, documents, form, contact }: CaseView): Shown | null {
  if (draft && (phase === 'draft' || correction !== null || !submission)) {
    const attached = documents.filter(({ state }) => state === 'attached');
    const { version, hash, updatedAt } = draft;
    return { form: draft.form, documents: attached, version, hash, at: updatedAt, submitted: false };
  }
  if (!submission) return null;
  const { draftVersion: version, hash, receivedAt: at } = submission;
  const papers = documents.filter(({ id }) => submission.documents.includes(id));
  return { form: { ...form, ...contact }, documents: papers, version, hash, at, submitted: true };
}

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView;
  readonly shown: Shown;
}

function Version({ view, programme, shown }: Props) {
  const { t, read, language } = useTexts('papers');
  const { submitted, version, hash, at } = shown;
  const file = `/api/v1/cases/${view.id}/${submitted ? 'application' : 'draft'}.pdf`;
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <Typography.Title level={1} style={{ fontSize: 22, marginBottom: 0 }}>
        {t('preview', { title: read(programme.title), id: view.id })}
      </Typography.Title>
      <Alert
        type="info"
        showIcon
        title={t(submitted ? 'preview.submitted' : 'preview.draft', { at: instantText(at, language) })}
        description={
          <Flex vertical gap={4}>
            <VersionLine version={version} hash={hash} />
            <span>{t('preview.hash')}</span>
            <Flex gap={16} wrap>
              <a href={file}>{t('preview.file')}</a>
              {!submitted && (
                <Link to="/cases/$id/form" params={{ id: view.id }}>
                  {t('preview.back')}
                </Link>
              )}
              <Link to="/cases/$id" params={{ id: view.id }}>
                {t('receipt.follow')}
              </Link>
            </Flex>
          </Flex>
        }
      />
      {formOf(programme).sections.map((section) => (
        <Card key={section.id} size="small" title={read(section.label)}>
          <SectionContent section={section} form={shown.form} />
        </Card>
      ))}
      <Card size="small" title={t('papers', { count: shown.documents.length })}>
        <PaperList papers={shown.documents} programme={programme} />
      </Card>
    </Space>
  );
}

function NoVersion({ id }: { readonly id: string }) {
  const { t } = useTexts('papers');
  return (
    <Alert
      type="info"
      showIcon
      title={t('preview.none')}
      action={
        <Link to="/cases/$id" params={{ id }}>
          {t('receipt.follow')}
        </Link>
      }
    />
  );
}
