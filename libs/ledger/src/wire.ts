import { createHash } from 'node:crypto';
import pg, { type Connection, type CustomTypesConfig, type PoolClient } from 'pg';
import { serialize } from 'pg-protocol';
import { prepareValue } from 'pg/lib/utils.js';

/** What a statement answers. Columns keep their database names. */
export interface Answer {
  /** First word of what PostgreSQL says that it did, such as `COMMIT`. */
  readonly command: string;
  readonly rows: readonly object[];
  readonly changed: number;
}

/** The line to a connection: what is asked for in one go makes one journey there and back. */
export interface Wire {
  /**
   * Asks on behalf of `scope`: each connection parses and plans a statement once for each scope, with the policies of its tables, which cost
   * most. Answers come in the order of the questions; when one fails, all behind it in the same journey fail with it, unheard.
   */
  ask(text: string, values?: readonly unknown[], scope?: string): Promise<Answer>;
  /** Asks for itself alone, whatever becomes of what was asked before. */
  askAlone(text: string): Promise<Answer>;
}

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

type Parser = (text: string) => unknown;

/** How the rows of a statement are read, known since its first answer. */
interface Shape {
  readonly names: readonly string[];
  readonly parsers: readonly Parser[];
}

/** What a connection knows of one of its prepared statements. */
interface Prepared {
  /** Null as long as nobody can say whether it is there: before its first answer, and when it failed before that. */
  shape: Shape | null;
  /** How many journeys are on their way that prepare it: until they are back, it may still go. */
  underWay: number;
}

type Statements = Map<string, Prepared>;

const NOTHING: Shape = { names: [], parsers: [] };
const SYNC = serialize.sync();
const EXECUTE = serialize.execute({ portal: '' });
const DESCRIBE = serialize.describe({ type: 'P', name: '' });

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/**
 * Some statements with one barrier (Sync) behind them all, as a query of the driver. By itself the driver puts one behind each, and PostgreSQL
 * answers each barrier with a packet of its own, which cost more than the statements.
 */
class Journey extends pg.Query {
  readonly #statements: Statement[] = [];
  /** The first that has no answer yet. */
  #at = 0;
  #rows: object[] = [];
  #shape: Shape | null = null;
  /** What it prepares and has heard nothing of yet. */
  readonly #preparing = new Map<string, Prepared>();

  constructor(
    private readonly prepared: Statements,
    private readonly types: CustomTypesConfig,
  ) {
    super({ text: '' });
  }

  add(statement: Statement): void {
    this.#statements.push(statement);
  }

  /** Called by the driver, once. @returns why nothing was sent: a value that cannot be put into words */
  override readonly submit = (connection: Connection): Error | null => {
    try {
      (connection as unknown as Wired).stream.write(this.#inWords());
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error('the statements could not be sent', { cause: error });
    }
  };

  #inWords(): Buffer {
    const parts: Buffer[] = [];
    for (const { name, text, values } of this.#statements) {
      const isKnown = !this.#preparing.has(name) && isThere(this.prepared.get(name));
      if (!isKnown) parts.push(...this.#prepare(name, text));
      parts.push(serialize.bind({ portal: '', statement: name, values: [...values], valueMapper: prepareValue }));
      if (!isKnown) parts.push(DESCRIBE);
      parts.push(EXECUTE);
    }
    parts.push(SYNC);
    return Buffer.concat(parts);
  }

  /** Once a journey. Where an earlier one may have prepared it, that goes first: to close what is not there is no fault, to prepare what is there is one. */
  #prepare(name: string, text: string): Buffer[] {
    if (this.#preparing.has(name)) return [];
    const before = this.prepared.get(name);
    const statement = before ?? { shape: null, underWay: 0 };
    statement.underWay += 1;
    this.prepared.set(name, statement);
    this.#preparing.set(name, statement);
    const parse = serialize.parse({ name, text });
    return before ? [serialize.close({ type: 'S', name }), parse] : [parse];
  }

  #heardOf(name: string, shape: Shape | null): void {
    const statement = this.#preparing.get(name);
    if (!statement) return;
    this.#preparing.delete(name);
    statement.underWay -= 1;
    statement.shape = shape;
  }

  handleRowDescription({ fields }: { readonly fields: readonly Field[] }): void {
    this.#shape = {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => this.types.getTypeParser(dataTypeID, 'text') as Parser),
    };
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const { names, parsers } = this.#shape ?? this.#known() ?? NOTHING;
    const row: Record<string, unknown> = {};
    fields.forEach((text, index) => {
      row[names[index] ?? ''] = text === null ? null : parsers[index]?.(text);
    });
    this.#rows.push(row);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const statement = this.#statements[this.#at];
    if (!statement) return;
    this.#heardOf(statement.name, this.#shape ?? NOTHING);
    const words = text.split(' ');
    const [rows, changed] = [this.#rows, Number(words.at(-1))];
    this.#at += 1;
    this.#rows = [];
    this.#shape = null;
    statement.resolve({ command: words[0] ?? '', rows, changed: Number.isNaN(changed) ? 0 : changed });
  }

  handleError(error: unknown): void {
    for (const name of [...this.#preparing.keys()]) this.#heardOf(name, null);
    for (const { reject } of this.#statements.slice(this.#at)) reject(error);
    this.#at = this.#statements.length;
  }

  /** The barrier: everything before it has its answer already. */
  handleReadyForQuery(): void {}

  #known(): Shape | null {
    return this.prepared.get(this.#statements[this.#at]?.name ?? '')?.shape ?? null;
  }
}

function isThere(statement: Prepared | undefined): boolean {
  return statement !== undefined && statement.shape !== null && statement.underWay === 0;
}

interface Wired {
  readonly stream: { write(bytes: Buffer): void };
}

const wires = new WeakMap<PoolClient, Wire>();

/** The line to a connection, which is kept as long as it. @param types how values are read that come from it */
export function wireOf(client: PoolClient, types: CustomTypesConfig): Wire {
  const known = wires.get(client);
  if (known) return known;
  const made = wireTo(client, types);
  wires.set(client, made);
  return made;
}

function wireTo(client: PoolClient, types: CustomTypesConfig): Wire {
  const prepared: Statements = new Map();
  let open: Journey | null = null;
  const depart = () => {
    const leaving = open;
    open = null;
    if (leaving) client.query(leaving);
  };
  const ask: Wire['ask'] = (text, values = [], scope = '') =>
    new Promise((resolve, reject) => {
      // Leaves when whoever asks has nothing more to ask before an answer.
      if (!open) process.nextTick(depart);
      open ??= new Journey(prepared, types);
      open.add({ name: nameOf(text) + scope, text, values, resolve, reject });
    });
  return {
    ask,
    async askAlone(text) {
      depart();
      const answer = ask(text);
      depart();
      return answer;
    },
  };
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url').slice(0, 22);
  names.set(text, name);
  return name;
}
