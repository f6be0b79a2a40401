import { lazy, Suspense, useState } from 'react';
import { Button, Card, Skeleton } from 'antd';
import type { CaseView } from '@vermilion/contracts';
import { addTexts, useTexts } from '../texts/texts.js';
import texts from './charts.json';

addTexts('charts', texts);

const ProcessDiagram = lazy(async () => ({ default: (await import('./process-diagram.js')).ProcessDiagram }));

/** The process diagram of a case, loaded when somebody asks for it. */
export function ProcessOnDemand({ view }: { readonly view: CaseView }) {
  const { t } = useTexts('charts');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)} style={{ marginBottom: 16 }}>
        {t(open ? 'process.hide' : 'process.show')}
      </Button>
      {open && (
        <Card size="small" style={{ marginBottom: 16 }}>
          <Suspense fallback={<Skeleton active />}>
            <ProcessDiagram view={view} />
          </Suspense>
        </Card>
      )}
    </>
  );
}
