import { useSyncExternalStore } from 'react';
import { Alert, Flex, Tag, Upload } from 'antd';
import type { CaseView, UploadView } from '@vermilion/contracts';
import type { DocumentType } from '@vermilion/domain';
import { useTexts } from '../texts/texts.js';
import { kindsOf, sizeText, type RefusedFile } from './file-refusal.js';
import { LookAt } from './look-at.js';
import { UnfinishedLine, UploadLine } from './upload-line.js';
import { linesNow, watchLines } from './upload-queue.js';

interface Props {
  readonly type: DocumentType;
  readonly view: CaseView;
  /** An upload that broke off, here or elsewhere. */
  readonly begun: UploadView | undefined;
  readonly refusal: RefusedFile | undefined;
  readonly take: (file: File) => void;
}

/** One document: what it must be, what is attached, what is on its way, and where a file can be dropped. */
export function PaperSlot({ type, view, begun, refusal, take }: Props) {
  const { t, read } = useTexts('papers');
  const lines = useSyncExternalStore(watchLines, linesNow);
  const line = lines.find((one) => one.caseId === view.id && one.type === type.id);
  const there = view.documents.filter((paper) => paper.type === type.id && paper.state === 'attached');
  return (
    <section aria-label={read(type.title)} className="paper-slot">
      <Flex vertical gap={6}>
        <PaperName type={type} view={view} attached={there.length > 0} />
        {there.map((paper) => (
          <Flex key={paper.id} gap={8} wrap align="baseline">
            <span className="file-name">{paper.name}</span>
            <span className="quiet">{sizeText(paper.bytes)}</span>
            <span className="quiet" title={paper.sha256}>
              {t('hash', { hash: paper.sha256.slice(0, 12) })}
            </span>
            <LookAt paper={paper} />
          </Flex>
        ))}
        {line && <UploadLine line={line} />}
        {!line && begun && <UnfinishedLine begun={begun} />}
        {refusal && <Refused refusal={refusal} type={type} />}
        {(!line || line.state === 'refused') && (
          <Upload.Dragger
            accept={type.media.join(',')}
            showUploadList={false}
            beforeUpload={(file) => {
              take(file);
              return false;
            }}
          >
            {t(there.length > 0 ? 'replace' : 'drop', { title: read(type.title) })}
          </Upload.Dragger>
        )}
      </Flex>
    </section>
  );
}

function PaperName({ type, view, attached }: Pick<Props, 'type' | 'view'> & { readonly attached: boolean }) {
  const { t, read } = useTexts('papers');
  const defects = view.correction?.defects.filter(({ target }) => target === `document:${type.id}`) ?? [];
  return (
    <>
      <Flex gap={8} wrap align="baseline">
        <strong>{read(type.title)}</strong>
        {attached ? <Tag color="green">{t('attached')}</Tag> : type.required && <Tag color="red">{t('required')}</Tag>}
        {type.secondary && <Tag>{t('secondary')}</Tag>}
        <span className="quiet">{t('limits', { kinds: kindsOf(type), most: sizeText(type.maxBytes) })}</span>
      </Flex>
      {defects.map(({ id, what, how }) => (
        <Alert key={id} type="warning" showIcon title={t('asked', { what: what ?? '', how: how ?? '' })} />
      ))}
    </>
  );
}

function Refused({
  refusal: { name, bytes, why },
  type,
}: {
  readonly refusal: RefusedFile;
  readonly type: DocumentType;
}) {
  const { t } = useTexts('papers');
  const size = bytes > type.maxBytes ? sizeText(bytes) : '';
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t(`refused.${why}`, { name, size, kinds: kindsOf(type), most: sizeText(type.maxBytes) })}
    />
  );
}
