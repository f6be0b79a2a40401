import type { ProcedureBook } from '@vermilion/catalogue';
import { stageOf, type Procedure, type Stage, type Text } from '@vermilion/domain';

/** The procedures, as the ledger decides by them and as people read them. */
export class Procedures {
  /** `offered`: the versions (`id@version`) under which new cases may be opened; null for all. Running cases keep theirs in any case. */
  constructor(
    readonly book: ProcedureBook,
    private readonly offered: readonly string[] | null = null,
  ) {
    const unknown = (offered ?? []).filter((key) => !book.has(key));
    if (unknown.length > 0) throw new Error(`the catalogue has no procedure ${unknown.join(', ')}`);
  }

  /** The procedure in that version; null when there is none. */
  find(id: string, version: number): Procedure | null {
    return this.book.get(`${id}@${version}`) ?? null;
  }

  /** @throws when a case runs under a procedure that is not in the book: a fault of the installation. */
  of(found: { readonly procedure: string; readonly version: number }): Procedure {
    const procedure = this.find(found.procedure, found.version);
    if (!procedure) throw new Error(`no procedure ${found.procedure}@${found.version}`);
    return procedure;
  }

  /** The newest version of each procedure that is offered. */
  newest(): readonly Procedure[] {
    const newest = new Map<string, Procedure>();
    for (const [key, procedure] of this.book) {
      if (this.offered && !this.offered.includes(key)) continue;
      if ((newest.get(procedure.id)?.version ?? 0) < procedure.version) newest.set(procedure.id, procedure);
    }
    return [...newest.values()];
  }

  /** What a firm may begin by itself: a re-examination is opened for it. */
  openToFirms(): readonly Procedure[] {
    return this.newest().filter(({ reexamines }) => !reexamines);
  }

  /** How a programme is called in Chinese, whichever version; its id where the book has lost it. */
  titleOf(programme: string): string {
    const versions = [...this.book.values()].filter(({ id }) => id === programme);
    return versions.sort((a, b) => b.version - a.version)[0]?.title.zh ?? programme;
  }

  /** A stage with its title; a draft has none. */
  stage(procedure: Procedure, id: string | null): { id: string; title: Text } | null {
    if (id === null) return null;
    const known: Stage | undefined = procedure.stages.find((stage) => stage.id === id);
    return { id, title: known ? stageOf(procedure, id).title : { zh: '草稿', en: 'Draft' } };
  }
}
