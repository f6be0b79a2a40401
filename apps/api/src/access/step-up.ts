import { SetMetadata } from '@nestjs/common';
import { Problem } from '@vermilion/runtime';
import { problemOf } from '@vermilion/contracts';

export const FRESH_FOR = 'fresh sign-in for';

/**
 * What follows is only for somebody who has shown lately who they are: 签发, and taking data away. Without arguments the whole route, otherwise
 * only these commands. Source: 等保2.0 三级 8.1.4.1 身份鉴别 (re-authentication before important operations); RFC 9470.
 */
export const FreshlySignedIn = (...commands: string[]) => SetMetadata(FRESH_FOR, commands);

/** The person is known, but has not shown for too long that it is still them. */
export class StepUpRequired extends Problem {
  constructor(seconds: number) {
    const challenge = `Bearer error="insufficient_user_authentication", max_age="${seconds}"`;
    super(problemOf('step-up-required', { params: { minutes: Math.ceil(seconds / 60) } }), {
      'www-authenticate': challenge,
    });
  }
}

/** How long a sign-in counts as fresh, in seconds; zero asks nobody. */
export class FreshSignIn {
  constructor(private readonly seconds: number) {}

  /**
   * @param commands those of a route that are asked about; none: the route itself
   * @param authenticatedAt seconds since 1970; null when nobody can say
   * @throws StepUpRequired
   */
  demand(commands: readonly string[], body: unknown, authenticatedAt: number | null, now = Date.now()): void {
    if (this.seconds === 0) return;
    const given = String((body as { type?: unknown } | null | undefined)?.type);
    if (commands.length > 0 && !commands.includes(given)) return;
    if (authenticatedAt !== null && now / 1000 - authenticatedAt <= this.seconds) return;
    throw new StepUpRequired(this.seconds);
  }
}
