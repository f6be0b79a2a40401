import { queryOptions, useQuery } from '@tanstack/react-query';
import type { MeView } from '@vermilion/contracts';
import { ask } from '../api/client.js';

export const askWhoIAm = queryOptions({
  queryKey: ['me'],
  queryFn: () => ask<MeView>('GET', 'me'),
  staleTime: 60_000,
});

/** How many messages the acting organisation has not read. */
export const askUnread = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: () => ask<{ readonly unread: number }>('GET', 'notifications?limit=1'),
});

/** Who is signed in, and in which membership; an error `unauthorised` when nobody is. */
export function useMe() {
  return useQuery(askWhoIAm);
}

/** Where to show anew who one is, and to come back to this place; what was entered is kept there. */
export function freshSignInAddress(): string {
  return `${signInAddress()}&fresh=1`;
}

/** Where to sign in, and to come back to this place afterwards. */
export function signInAddress(to = location.pathname + location.search): string {
  return `/auth/login?to=${encodeURIComponent(to)}`;
}
