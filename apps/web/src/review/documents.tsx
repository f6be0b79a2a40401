import { Card, Flex } from 'antd';
import type { CaseView, ProgrammeView } from '@vermilion/contracts';
import { PaperList } from '../papers/paper-list.js';
import { VersionLine } from '../papers/version-line.js';
import { useTexts } from '../texts/texts.js';

interface Props {
  readonly view: CaseView;
  readonly programme: ProgrammeView | undefined;
}

/** The papers of the application, to be looked at beside it, and the whole of it as it was submitted, under its version hash. */
export function Documents({ view, programme }: Props) {
  const { t } = useTexts('review');
  const { id, submission } = view;
  const papers = papersOf(view);
  return (
    <Card
      title={t('papers', { count: papers.length })}
      size="small"
      extra={
        submission && (
          <a href={`/api/v1/cases/${id}/application.pdf`} style={{ display: 'inline-block', minHeight: 24 }}>
            {t('papers.file')}
          </a>
        )
      }
    >
      <Flex vertical gap={8}>
        {submission && <VersionLine version={submission.draftVersion} hash={submission.hash} />}
        <PaperList papers={papers} programme={programme} />
      </Flex>
    </Card>
  );
}

/** What was submitted last, also while the firm already brings something else; before the first submission, what is attached. */
function papersOf({ documents, submission }: CaseView): CaseView['documents'] {
  if (!submission) return documents.filter(({ state }) => state === 'attached');
  return documents.filter(({ id }) => submission.documents.includes(id));
}
