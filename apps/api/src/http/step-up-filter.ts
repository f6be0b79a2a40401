import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ProblemFilter } from '@vermilion/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { StepUpRequired } from '../access/step-up.js';

/** Somebody who follows a link to a file is led through the sign-in and gets the file then; a program and a page get the problem. */
@Catch(StepUpRequired)
export class StepUpFilter implements ExceptionFilter {
  constructor(private readonly problems: ProblemFilter) {}

  catch(required: StepUpRequired, host: ArgumentsHost): void {
    const { method, url, headers } = host.switchToHttp().getRequest<FastifyRequest>();
    if (method !== 'GET' || !(headers.accept ?? '').includes('text/html')) return this.problems.catch(required, host);
    const address = `/auth/login?fresh=1&to=${encodeURIComponent(url)}`;
    void host.switchToHttp().getResponse<FastifyReply>().redirect(address, 303);
  }
}
