import { lazy, Suspense } from 'react';
import { Empty, Skeleton } from 'antd';
import { Navigate } from '@tanstack/react-router';
import { useTexts } from '../texts/texts.js';
import { placesOf } from './places.js';
import { useMe } from './session.js';

const FirmDesk = lazy(async () => ({ default: (await import('../enterprise/firm-desk.js')).FirmDesk }));
const WorkList = lazy(async () => ({ default: (await import('../worklist/work-list.js')).WorkList }));

/** Where the day begins: what I have to do next, whoever I am. */
export function DeskPage() {
  const { t } = useTexts('shell');
  const acting = useMe().data?.acting;
  if (!acting) return <Empty description={t('chooseFirst')} />;
  const [first] = placesOf(acting.role);
  if (first && first.path !== '/desk') return <Navigate to={first.path} replace />;
  const firm = acting.role === 'filler' || acting.role === 'approver';
  return <Suspense fallback={<Skeleton active />}>{firm ? <FirmDesk /> : <WorkList />}</Suspense>;
}
