import { districts, paperWords, reasons, type PaperWords } from '@vermilion/catalogue';
import { fill } from '@vermilion/contracts';
import { organisationsNamed, type Session } from '@vermilion/ledger';

type Params = { readonly [name: string]: string | number };

/** Fills in the words of a paper. */
export function worded(template: string, params: Params): string {
  return fill({ zh: template, en: '' }, params).zh;
}

/** What papers of a programme say; null for one that gives out no papers. */
export function programmeWords(programme: string): PaperWords['programmes'][string] | null {
  return paperWords().programmes[programme] ?? null;
}

/** The full name under which an organ issues papers: that of the catalogue, else the one of the register. */
export async function issuerOf(session: Session, organisation: string): Promise<string> {
  const known = paperWords().issuers[organisation];
  if (known !== undefined) return known;
  return (await organisationsNamed(session, [organisation])).get(organisation)?.name.zh ?? organisation;
}

/** 中牟县 for 410122; a code that nobody knows is printed as it is. */
export function districtName(code: string): string {
  return districts().find(({ internalCode }) => internalCode === code)?.name.zh ?? code;
}

/** The text of a ground of the catalogue. */
export function groundWords(ground: string): string {
  return reasons().find(({ id }) => id === ground)?.text.zh ?? ground;
}
