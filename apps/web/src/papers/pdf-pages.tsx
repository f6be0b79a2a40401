import { useEffect, useRef, useState } from 'react';
import { Alert, Button, Flex, Skeleton } from 'antd';
import { getDocument, GlobalWorkerOptions, version, type PDFDocumentProxy } from 'pdfjs-dist';
import { useTexts } from '../texts/texts.js';

GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url).href;
/** Character maps and fonts for papers that bring none, as many Chinese ones do; fetched only when a paper needs one. */
const FILES = `/assets/pdfjs-${version}/`;
const ZOOMS = [1, 1.5, 2] as const;

interface Props {
  readonly bytes: ArrayBuffer;
  readonly name: string;
}

/** A PDF drawn on canvases: no script, form or link of it does anything here. */
export function PdfPages({ bytes, name }: Props) {
  const { t } = useTexts('papers');
  const [file, setFile] = useState<PDFDocumentProxy | null>(null);
  const [broken, setBroken] = useState(false);
  const [zoom, setZoom] = useState(0);
  useEffect(() => {
    const task = getDocument({
      // The worker takes the bytes away from whoever gives them.
      data: new Uint8Array(bytes.slice(0)),
      cMapUrl: `${FILES}cmaps/`,
      standardFontDataUrl: `${FILES}standard_fonts/`,
      wasmUrl: `${FILES}wasm/`,
      // The worker may fetch nothing: the page fetches for it.
      useWorkerFetch: false,
      enableXfa: false,
    });
    task.promise.then(setFile).catch(() => setBroken(!task.destroyed));
    return () => void task.destroy();
  }, [bytes]);
  if (broken)
    return <Alert type="warning" showIcon role="alert" title={t('pdf.broken')} description={t('pdf.broken.how')} />;
  if (!file) return <Skeleton active />;
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} align="center">
        <span>{t('pdf.pages', { count: file.numPages })}</span>
        <Button size="small" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
          {t('pdf.smaller')}
        </Button>
        <Button size="small" disabled={zoom === ZOOMS.length - 1} onClick={() => setZoom(zoom + 1)}>
          {t('pdf.larger')}
        </Button>
      </Flex>
      {/* Whoever uses the keyboard scrolls it, too. */}
      <div className="pdf-pages" tabIndex={0} role="region" aria-label={name}>
        {Array.from({ length: file.numPages }, (_, at) => (
          <PdfPage key={`${at} ${zoom}`} file={file} number={at + 1} zoom={ZOOMS[zoom] ?? 1} />
        ))}
      </div>
    </Flex>
  );
}

interface PageProps {
  readonly file: PDFDocumentProxy;
  readonly number: number;
  readonly zoom: number;
}

/** A page, drawn when it comes near to what is seen. */
function PdfPage({ file, number, zoom }: PageProps) {
  const { t } = useTexts('papers');
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const paper = canvas.current;
    if (!paper) return undefined;
    let stop = () => undefined as void;
    const watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        watcher.disconnect();
        stop = draw(file, number, paper, zoom);
      },
      { rootMargin: '600px' },
    );
    watcher.observe(paper);
    return () => {
      watcher.disconnect();
      stop();
    };
  }, [file, number, zoom]);
  const label = t('pdf.page', { number, count: file.numPages });
  return <canvas ref={canvas} role="img" aria-label={label} className={`pdf-page zoom-${zoom * 100}`} />;
}

/** Draws a page as wide as its place, as fine as the screen. @returns how to stop */
function draw(file: PDFDocumentProxy, number: number, canvas: HTMLCanvasElement, zoom: number): () => void {
  let stopped = false;
  let cancel = () => undefined as void;
  const start = async () => {
    const page = await file.getPage(number);
    if (stopped) return;
    const whole = page.getViewport({ scale: 1 });
    const scale = (canvas.clientWidth * Math.min(2, window.devicePixelRatio)) / whole.width;
    const viewport = page.getViewport({ scale: Math.max(scale, zoom) });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const drawing = page.render({ canvas, viewport });
    cancel = () => drawing.cancel();
    await drawing.promise;
  };
  // Cancelled: nobody looks any more. A page that cannot be drawn stays white; the file can still be kept.
  start().catch(() => undefined);
  return () => {
    stopped = true;
    cancel();
  };
}
