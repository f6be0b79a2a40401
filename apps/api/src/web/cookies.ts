import type { CookieSerializeOptions } from '@fastify/cookie';

/** The session of a browser. `__Host-`: this host alone, over TLS or to the own machine, and out of reach of every script. */
export const SESSION_COOKIE = '__Host-vermilion';
/** What a sign-in under way has to remember. */
export const ATTEMPT_COOKIE = '__Host-vermilion-sign-in';

/** `Lax`, so that somebody who follows a link in a mail is still signed in; what changes anything is checked on its own. */
export const KEPT: CookieSerializeOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' };
