/** What the styles of this page must say, so that the content security policy lets them in. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/**
 * The component library inserts a few styles without the nonce: where it measures the scroll bar, and where it holds the page still behind a
 * dialog. From here on every style that a script of this page makes says it. One that comes in as markup still does not, and is refused.
 */
export function sayNonce(): void {
  document.createElement = new Proxy(document.createElement.bind(document), {
    apply: (create, page, given) => {
      const made: unknown = Reflect.apply(create, page, given);
      if (made instanceof HTMLStyleElement) made.nonce = nonce;
      return made;
    },
  });
}
