import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence } from './evidence.js';
import type { Document } from './rows.js';
import { claims, grouped, type Violation } from './violation.js';

/** Events that always carry words of a person, which lie encrypted beside them. */
const WITH_WORDS = new Set(['application.endorsed', 'application.countersigned', 'application.refused']);

/** P1 of what lies beside the events: papers are on the disk as they were received, and no word of a person is lost or belongs to nothing. */
export async function paperFaults(evidence: Evidence): Promise<Violation[]> {
  const onDisk = await Promise.all(evidence.documents.map((document) => diskFaults(evidence.data, document)));
  const ofCase = grouped(evidence.documents, (one) => one.case_id);
  const filled = evidence.journal.filter(({ type }) => type === 'filled');
  const missing = filled.flatMap(({ caseId, papers = 0 }) => {
    const attached = ofCase.get(caseId ?? '')?.filter(({ state }) => state === 'attached').length ?? 0;
    const what = `${attached} of ${papers} acknowledged papers are attached`;
    return claims('P1', caseId ?? '', [[attached < papers, what]]);
  });
  return [...onDisk.flat(), ...missing, ...wordFaults(evidence)];
}

async function diskFaults(data: string, { id, case_id, path, sha256, bytes }: Document): Promise<Violation[]> {
  const content = await readFile(join(data, 'documents', 'kept', path)).catch(() => null);
  if (!content) return [fault(case_id, `the paper ${id} is not on the disk`)];
  const hash = createHash('sha256').update(content).digest('hex');
  const other = hash !== sha256 || content.length !== bytes;
  return claims('P1', case_id, [[other, `the paper ${id} on the disk is another`]]);
}

function wordFaults({ events, payloads }: Evidence): Violation[] {
  const transactions = new Map(events.map(({ stream, seq, tx }) => [`${stream}/${seq}`, tx]));
  const kept = new Set(payloads.map(({ event_id }) => event_id));
  const astray = payloads.filter(({ event_id, tx }) => transactions.get(event_id) !== tx);
  const lost = events.filter(({ type, stream, seq }) => WITH_WORDS.has(type) && !kept.has(`${stream}/${seq}`));
  return [
    ...astray.map(({ event_id }) => fault(event_id, 'words that were not written in the transaction of their event')),
    ...lost.map(({ stream, seq, type }) => fault(`${stream}/${seq}`, `${type} has lost its words`)),
  ];
}

function fault(subject: string, what: string): Violation {
  return { invariant: 'P1', subject, what };
}
