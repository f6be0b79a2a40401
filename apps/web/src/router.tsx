import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { aheadOfCase, aheadOfDesk, aheadOfForm, aheadOfFrame, aheadOfSeat } from './shell/ahead.js';
import { Crashed } from './shell/crashed.js';
import { NotFound } from './shell/not-found.js';
import { PageNames } from './shell/page-names.js';

const root = createRootRouteWithContext<{ readonly queries: QueryClient }>()({
  component: PageNames,
  errorComponent: Crashed,
});

/** What everybody may read: plain components, no library of widgets. */
const open = createRoute({
  getParentRoute: () => root,
  id: 'open',
  component: lazyRouteComponent(() => import('./public/public-frame.js'), 'PublicFrame'),
});
/** The desks of those who are signed in. */
const work = createRoute({
  getParentRoute: () => root,
  id: 'work',
  loader: ({ context }) => aheadOfFrame(context.queries),
  component: lazyRouteComponent(() => import('./shell/work-frame.js'), 'WorkFrame'),
});

/** A board on a wall: nothing around it. */
const screen = createRoute({
  getParentRoute: () => root,
  path: '/rounds/$id/screen',
  component: lazyRouteComponent(() => import('./leader/screen-page.js'), 'ScreenPage'),
});

const publicRoutes = [
  createRoute({
    getParentRoute: () => open,
    path: '/',
    component: lazyRouteComponent(() => import('./public/home-page.js'), 'HomePage'),
  }),
  createRoute({
    getParentRoute: () => open,
    path: '/notices/$id',
    component: lazyRouteComponent(() => import('./public/notice-page.js'), 'NoticePage'),
  }),
  createRoute({
    getParentRoute: () => open,
    path: '/notices/$id/objections/$caseId',
    component: lazyRouteComponent(() => import('./public/objection-page.js'), 'ObjectionPage'),
  }),
  createRoute({
    getParentRoute: () => open,
    path: '/objections',
    component: lazyRouteComponent(() => import('./public/objection-answer-page.js'), 'ObjectionAnswerPage'),
  }),
  createRoute({
    getParentRoute: () => open,
    path: '/certificates',
    component: lazyRouteComponent(() => import('./public/certificate-page.js'), 'CertificatePage'),
  }),
  createRoute({
    getParentRoute: () => open,
    path: '/certificates/$number',
    component: lazyRouteComponent(() => import('./public/certificate-page.js'), 'CertificatePage'),
  }),
  createRoute({
    getParentRoute: () => open,
    path: '/draws/$id',
    component: lazyRouteComponent(() => import('./public/draw-page.js'), 'DrawPage'),
  }),
];

const workRoutes = [
  createRoute({
    getParentRoute: () => work,
    path: '/desk',
    loader: ({ context, location }) => aheadOfDesk(context.queries, location.search),
    component: lazyRouteComponent(() => import('./shell/desk-page.js'), 'DeskPage'),
  }),
  createRoute({
    getParentRoute: () => work,
    path: '/cases/$id',
    loader: ({ context, params }) => aheadOfCase(context.queries, params.id),
    component: lazyRouteComponent(() => import('./review/case-page.js'), 'CasePage'),
  }),
  createRoute({
    getParentRoute: () => work,
    path: '/seats/$id',
    loader: ({ context, params }) => aheadOfSeat(context.queries, params.id),
    component: lazyRouteComponent(() => import('./expert/seat-page.js'), 'SeatPage'),
  }),
  createRoute({
    getParentRoute: () => work,
    path: '/cases/$id/form',
    loader: ({ context, params }) => aheadOfForm(context.queries, params.id),
    component: lazyRouteComponent(() => import('./enterprise/form-page.js'), 'FormPage'),
  }),
  createRoute({
    getParentRoute: () => work,
    path: '/cases/$id/preview',
    component: lazyRouteComponent(() => import('./papers/preview-page.js'), 'PreviewPage'),
  }),
  createRoute({
    getParentRoute: () => work,
    path: '/cases',
    component: lazyRouteComponent(() => import('./review/cases-page.js'), 'CasesPage'),
  }),
  createRoute({
    getParentRoute: () => work,
    path: '/messages',
    component: lazyRouteComponent(() => import('./shell/messages-page.js'), 'MessagesPage'),
  }),
  createRoute({
    getParentRoute: () => work,
    path: '/rounds',
    component: lazyRouteComponent(() => import('./leader/rounds-page.js'), 'RoundsPage'),
  }),
  createRoute({
    getParentRoute: () => work,
    path: '/rounds/$id',
    component: lazyRouteComponent(() => import('./leader/round-page.js'), 'RoundPage'),
  }),
  createRoute({
    getParentRoute: () => work,
    path: '/office',
    component: lazyRouteComponent(() => import('./review/office-page.js'), 'OfficePage'),
  }),
  createRoute({
    getParentRoute: () => work,
    path: '/security',
    component: lazyRouteComponent(() => import('./security/security-page.js'), 'SecurityPage'),
  }),
  createRoute({
    getParentRoute: () => work,
    path: '/audit',
    component: lazyRouteComponent(() => import('./audit/audit-page.js'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => work,
    path: '/operations',
    component: lazyRouteComponent(() => import('./operations/operations-page.js'), 'OperationsPage'),
  }),
  createRoute({
    getParentRoute: () => work,
    path: '/operations/cases/$id',
    component: lazyRouteComponent(() => import('./operations/history-page.js'), 'HistoryPage'),
  }),
];

/** Every address of the application. Each page is loaded when it is first asked for. */
export function createAppRouter(queries: QueryClient) {
  return createRouter({
    context: { queries },
    routeTree: root.addChildren([open.addChildren(publicRoutes), work.addChildren(workRoutes), screen]),
    defaultPreload: 'intent',
    defaultErrorComponent: Crashed,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
}

/** So that links, parameters and addresses are checked against the routes above. */
declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
