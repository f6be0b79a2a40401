import { useEffect } from 'react';
import { Outlet, useRouter } from '@tanstack/react-router';

/** What the page is called before it has a heading. */
const BRAND = document.title;

/** Whatever page is shown, window and screen reader hear its name: the title follows the heading, and a new page has the keyboard. */
export function PageNames() {
  const router = useRouter();
  useEffect(followHeading, []);
  useEffect(
    () =>
      router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
        if (pathChanged && fromLocation) document.getElementById('content')?.focus({ preventScroll: true });
      }),
    [router],
  );
  return <Outlet />;
}

/** A heading may come with the data, long after the page: whoever changes it, the title follows once per frame. */
function followHeading(): () => void {
  let asked = 0;
  const name = () => {
    asked = 0;
    const heading = document.querySelector('h1')?.textContent?.trim() ?? '';
    document.title = heading === '' ? BRAND : `${heading} · ${BRAND}`;
  };
  const watch = new MutationObserver(() => {
    asked ||= requestAnimationFrame(name);
  });
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  name();
  return () => {
    watch.disconnect();
    cancelAnimationFrame(asked);
  };
}
