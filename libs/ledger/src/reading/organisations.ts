import type { Text } from '@vermilion/domain';
import type { Session } from '../session.js';

/** An organisation and how people call it. */
export interface NamedOrganisation {
  readonly id: string;
  readonly name: Text;
}

const EXPERT: Text = { zh: '评审专家', en: 'Review expert' };

/** An organisation as others may see it: who an expert is, nobody learns. */
export function shown(id: string, name: Text | null): NamedOrganisation {
  if (id === 'expert' || id.startsWith('expert:')) return { id: 'expert', name: EXPERT };
  return { id, name: name ?? { zh: id, en: id } };
}

/** The names of organisations, experts without theirs. Unknown ones are called by their id. */
export async function organisationsNamed(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NamedOrganisation>> {
  const rows = await session.rows<{ organisation: string; name_zh: string; name_en: string }>(
    'SELECT organisation, name_zh, name_en FROM party WHERE organisation = ANY($1::text[])',
    [[...new Set(ids)]],
  );
  const names = new Map(rows.map((row) => [row.organisation, { zh: row.name_zh, en: row.name_en }]));
  return new Map(ids.map((id) => [id, shown(id, names.get(id) ?? null)]));
}
