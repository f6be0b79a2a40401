import { lazy, Suspense, useState } from 'react';
import { Button, Flex } from 'antd';
import type { DocumentView } from '@vermilion/contracts';
import { useTexts } from '../texts/texts.js';

const PaperViewer = lazy(async () => ({ default: (await import('./paper-viewer.js')).PaperViewer }));

/** What can be done with a document: look at it here, or keep it. */
export function LookAt({ paper }: { readonly paper: DocumentView }) {
  const { t } = useTexts('papers');
  const [open, setOpen] = useState(false);
  return (
    <Flex gap={12} align="center">
      <Button size="small" onClick={() => setOpen(true)} aria-label={t('paper.open', { name: paper.name })}>
        {t('paper.look')}
      </Button>
      <a href={`/api/v1/documents/${paper.id}`} aria-label={t('paper.keepNamed', { name: paper.name })}>
        {t('paper.keep')}
      </a>
      {open && (
        <Suspense fallback={null}>
          <PaperViewer paper={paper} close={() => setOpen(false)} />
        </Suspense>
      )}
    </Flex>
  );
}
