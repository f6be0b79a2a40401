import type { SystemEnvironment } from '../home/environment.js';
import { signIn } from '../identity/sign-in.js';
import { StartError } from '../process/start-error.js';

/** The business clock as the API tells it. */
export interface BusinessClock {
  readonly mode: 'manual' | 'real';
  /** Business time now, ISO 8601 with +08:00. */
  readonly now: string;
  readonly target: string | null;
  /** What holds the clock at this instant until it is recorded. */
  readonly waitingFor: readonly unknown[];
}

/** How far to move: a distance such as `5wd`, or an instant. */
export type ClockMove = { readonly by: string } | { readonly to: string };

const OPERATOR = 'ops1';

/** Reads the business clock, signed in as the demonstration operator. */
export async function readBusinessClock(env: SystemEnvironment, token?: string): Promise<BusinessClock> {
  return ask(env, token ?? (await operatorToken(env)), undefined);
}

/** Gives the business clock a target; it goes there by itself and stops at every due instant on the way. */
export async function moveBusinessClock(
  env: SystemEnvironment,
  token: string,
  move: ClockMove,
): Promise<BusinessClock> {
  return ask(env, token, move);
}

/** An access token of the demonstration operator. */
export function operatorToken(env: SystemEnvironment): Promise<string> {
  return signIn(env['OIDC_ISSUER'] as string, OPERATOR);
}

async function ask(env: SystemEnvironment, token: string, move: ClockMove | undefined): Promise<BusinessClock> {
  const address = `${env['API_URL']}/api/v1/operations/clock`;
  const response = await fetch(address, {
    method: move === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, ...(move && { 'content-type': 'application/json' }) },
    body: move && JSON.stringify(move),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new StartError(`The API does not answer at ${address}: see \`npm run status\``);
  });
  const text = await response.text();
  if (!response.ok) throw new StartError(`The API answered ${response.status}: ${problemOf(text)}`);
  return JSON.parse(text) as BusinessClock;
}

/** The text of a problem document in both languages, else the beginning of whatever came. */
function problemOf(text: string): string {
  try {
    const { title, detail, en } = JSON.parse(text) as ProblemText & { en?: ProblemText };
    const words = [title, detail, en?.title, en?.detail].filter((word) => typeof word === 'string');
    return words.join(' · ') || text.slice(0, 200);
  } catch {
    return text.slice(0, 200);
  }
}

interface ProblemText {
  readonly title?: string;
  readonly detail?: string;
}
