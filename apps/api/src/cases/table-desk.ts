import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { TableReading } from '@vermilion/contracts';
import type { Form, Person, Row, Section } from '@vermilion/domain';
import { draftOf } from '@vermilion/ledger';
import { readRegister, registerLimits, registerTemplate } from '@vermilion/papers';
import { problem } from '@vermilion/runtime';
import { wholeBody } from '../http/file-body.js';
import { PROCEDURES } from '../parts.js';
import { CaseDesk } from './case-desk.js';
import { cellsOf, columnsOf, tableReading } from './form-table.js';
import { Procedures } from './procedures.js';

/** The tables of a form as workbooks: an empty one to be filled in, what is in the draft, and what somebody has filled in. */
@Injectable()
export class TableDesk {
  constructor(
    @Inject(CaseDesk) private readonly cases: CaseDesk,
    @Inject(PROCEDURES) private readonly procedures: Procedures,
  ) {}

  async template(person: Person, id: string, table: string): Promise<Buffer> {
    const { section } = await this.tableOf(person, id, table);
    return registerTemplate(columnsOf(section));
  }

  /** The rows of the draft; texts that a spreadsheet would take for formulas are made inert. */
  async rows(person: Person, id: string, table: string): Promise<Buffer> {
    const { section, form } = await this.tableOf(person, id, table);
    const content = form[table];
    const rows = Array.isArray(content) ? (content as readonly Row[]) : [];
    return registerTemplate(
      columnsOf(section),
      rows.map((row) => cellsOf(section, row)),
    );
  }

  /** Reads a workbook and takes nothing: what was read and what is wrong with it is for the person to see first. */
  async read(person: Person, id: string, table: string, content: Readable): Promise<TableReading> {
    const { section } = await this.tableOf(person, id, table);
    const bytes = await wholeBody(content, registerLimits.bytes);
    return tableReading(section, await readRegister(bytes, columnsOf(section)));
  }

  private async tableOf(person: Person, id: string, table: string): Promise<{ section: Section; form: Form }> {
    return this.cases.within(person, id, async (session, found) => {
      const section = this.procedures.of(found).form.sections.find((one) => one.id === table && one.table !== null);
      const draft = await draftOf(session, id);
      if (!section || !draft) throw problem('not-found');
      return { section, form: draft.form };
    });
  }
}
