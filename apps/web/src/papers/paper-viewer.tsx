import { lazy, Suspense, useEffect, useRef } from 'react';
import { Drawer, Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { DocumentView } from '@vermilion/contracts';
import { bytesOf } from '../api/client.js';
import { Loaded } from '../kit/page-state.js';
import { useTexts } from '../texts/texts.js';

const PdfPages = lazy(async () => ({ default: (await import('./pdf-pages.js')).PdfPages }));

interface Props {
  readonly paper: DocumentView;
  readonly close: () => void;
}

/**
 * A document beside the work, which stays in reach on a wide screen: a picture as a picture, a PDF drawn page by page. Nothing of it is run, and nothing is loaded before somebody looks. When it
 * cannot be loaded, the reason and a way to try again stand in its place.
 */
export function PaperViewer({ paper, close }: Props) {
  const { t } = useTexts('papers');
  const found = useQuery({
    queryKey: ['document', paper.id],
    queryFn: ({ signal }) => bytesOf(`documents/${paper.id}`, signal),
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  });
  return (
    <Drawer
      open
      onClose={close}
      title={paper.name}
      placement="left"
      mask={false}
      size="max(min(100vw, 40rem), 62vw)"
      extra={<a href={`/api/v1/documents/${paper.id}`}>{t('paper.keep')}</a>}
    >
      <Loaded query={found}>
        {(bytes) =>
          paper.media === 'application/pdf' ? (
            <Suspense fallback={<Skeleton active />}>
              <PdfPages bytes={bytes} name={paper.name} />
            </Suspense>
          ) : (
            <Picture bytes={bytes} paper={paper} />
          )
        }
      </Loaded>
    </Drawer>
  );
}

/** The bytes under an address that only this page knows; the type is the one that the server has found by looking, never the sender's word. */
function Picture({ bytes, paper }: { readonly bytes: ArrayBuffer; readonly paper: DocumentView }) {
  const picture = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: paper.media }));
    if (picture.current) picture.current.src = made;
    return () => URL.revokeObjectURL(made);
  }, [bytes, paper.media]);
  return <img ref={picture} alt={paper.name} className="paper-picture" />;
}
