import './shell/faces.css';
import './shell/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { askAgain, pauseBefore } from './api/patience.js';
import { createAppRouter } from './router.js';
import { facesThere } from './shell/faces-there.js';
import { startTexts } from './texts/texts.js';

const AFTER_FIRST_VIEW_MS = 3_000;

const queries = new QueryClient({
  defaultOptions: { queries: { retry: askAgain, retryDelay: pauseBefore, staleTime: 5_000 } },
});
const place = document.getElementById('root');
if (!place) throw new Error('the page has no root');
await startTexts();
const router = createAppRouter(queries);
// The page and what it shows are asked for while the typeface is on its way.
void router.load();
await facesThere();
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
// Characters that only people type: a long list of small files, which the first view does not wait for.
setTimeout(() => void import('@fontsource/noto-sans-sc/400.css'), AFTER_FIRST_VIEW_MS);
