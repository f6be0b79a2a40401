import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { CursorError } from '@vermilion/ledger';
import { problem, type ProblemFilter } from '@vermilion/runtime';

/** A cursor that nobody gave out is the caller's mistake. */
@Catch(CursorError)
export class CursorFilter implements ExceptionFilter {
  constructor(private readonly problems: ProblemFilter) {}

  catch(_: CursorError, host: ArgumentsHost): void {
    this.problems.catch(problem('cursor-invalid'), host);
  }
}
