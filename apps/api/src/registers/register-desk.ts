import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { RegisterImportView } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import {
  firmIn,
  importRegister,
  keepsRegisters,
  registerFields,
  resumeSuspended,
  type ImportRow,
  type Ledger,
  type RegisterName,
  type RowFault,
} from '@vermilion/ledger';
import { readRegister, registerLimits, registerTemplate, type RegisterProblem } from '@vermilion/papers';
import { problem } from '@vermilion/runtime';
import { Procedures } from '../cases/procedures.js';
import { wholeBody } from '../http/file-body.js';
import { LEDGER, PROCEDURES } from '../parts.js';

/** Takes workbooks into the registers and gives out empty ones. */
@Injectable()
export class RegisterDesk {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  /** An empty workbook to be filled in. */
  template(register: RegisterName): Promise<Buffer> {
    return registerTemplate(registerFields(register, this.procedures.book));
  }

  /**
   * Reads a workbook and takes all of it, or, when anything in it is wrong, nothing. Suspended cases of its firms that may go on then do so
   * at once: what came of each is in the answer.
   */
  async take(person: Person, register: RegisterName, content: Readable): Promise<RegisterImportView> {
    if (!keepsRegisters(this.procedures.book, person)) throw problem('role-not-permitted');
    const bytes = await wholeBody(content, registerLimits.bytes);
    const fields = registerFields(register, this.procedures.book);
    const titleOf = (key: string) => fields.find((field) => field.key === key)?.title ?? key;
    const { rows, problems } = await readRegister(bytes, fields);
    if (problems.length > 0) throw faulty(problems.map(placeOfReading));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const outcome = await importRegister(this.ledger, this.procedures.book, { register, sha256, rows, person });
    if (outcome.kind === 'not-permitted') throw problem('role-not-permitted');
    if (outcome.kind === 'faulty') throw faulty(outcome.faults.map((fault) => placeOfRow(fault, titleOf)));
    const { id, rows: count, replayed } = outcome;
    return { id, register, sha256, rows: count, replayed, resumed: await this.resume(register, rows, id) };
  }

  /** Also after a repeated upload: whoever was busy at the first one is asked again. */
  private async resume(register: RegisterName, rows: readonly ImportRow[], id: string) {
    const firms = [...new Set(rows.map(firmIn))];
    return [...(await resumeSuspended(this.ledger, firms, `${register}-${id}`))];
  }
}

interface Place {
  readonly at: string;
  readonly code: string;
  readonly params: { readonly [name: string]: string | number };
}

function faulty(problems: readonly Place[]) {
  return problem('register-faulty', { params: { faults: problems.length }, problems });
}

/** `第3行·失信等级`: where a person looks for it in the sheet. */
function placeIn(row: number | null, column: string | null): string {
  return [row === null ? '' : `第${row}行`, column ?? ''].filter((part) => part !== '').join('·') || '文件';
}

function placeOfReading({ row, column, code, params }: RegisterProblem): Place {
  return { at: placeIn(row, column), code, params };
}

function placeOfRow({ row, column, code, params }: RowFault, titleOf: (key: string) => string): Place {
  return { at: placeIn(row, titleOf(column)), code, params };
}
