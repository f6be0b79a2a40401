import { lazy, Suspense } from 'react';
import { Empty, Skeleton } from 'antd';
import { Navigate } from '@tanstack/react-router';
import type { Role } from '@vermilion/domain';
import { useTexts } from '../texts/texts.js';
import { placesOf } from './places.js';
import { useMe } from './session.js';

const FirmDesk = lazy(async () => ({ default: (await import('../enterprise/firm-desk.js')).FirmDesk }));
const ExpertDesk = lazy(async () => ({ default: (await import('../expert/expert-desk.js')).ExpertDesk }));
const WorkList = lazy(async () => ({ default: (await import('../worklist/work-list.js')).WorkList }));

/** Who has a desk of another kind than a list of tasks. */
const BY_ROLE: { readonly [role in Role]?: typeof WorkList } = {
  filler: FirmDesk,
  approver: FirmDesk,
  expert: ExpertDesk,
};

/** Where the day begins: what I have to do next, whoever I am. */
export function DeskPage() {
  const { t } = useTexts('shell');
  const acting = useMe().data?.acting;
  if (!acting) return <Empty description={t('chooseFirst')} />;
  const [first] = placesOf(acting.role);
  if (first && first.path !== '/desk') return <Navigate to={first.path} replace />;
  const Desk = BY_ROLE[acting.role] ?? WorkList;
  return (
    <Suspense fallback={<Skeleton active />}>
      <Desk />
    </Suspense>
  );
}
