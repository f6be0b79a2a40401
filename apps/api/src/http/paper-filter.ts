import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { UnprintableCharacterError } from '@vermilion/papers';
import { problem, type ProblemFilter } from '@vermilion/runtime';

/** A character that the typeface lacks is in the data: the reader is told which, instead of getting a paper with a hole in it. */
@Catch(UnprintableCharacterError)
export class PaperFilter implements ExceptionFilter {
  constructor(private readonly problems: ProblemFilter) {}

  catch({ code, params }: UnprintableCharacterError, host: ArgumentsHost): void {
    this.problems.catch(problem(code, { params }), host);
  }
}
