import { randomBytes, randomUUID } from 'node:crypto';
import { loadProcedures, sampleData, sampleForm } from '@vermilion/catalogue';
import { CLOCK, SYSTEM, type Actor, type Command, type Marks, type Person, type Role } from '@vermilion/domain';
import { attachDocument, draftOf, saveDraft, type Ledger, type TransactOutcome } from '@vermilion/ledger';
import { accepting } from './accepting.js';

const procedure = loadProcedures().get('smart-workshop@1');
if (!procedure) throw new Error('the catalogue has no smart-workshop@1');
const { id, version, documents, stages } = procedure;
/** When files and drafts of a story are written. */
const at = '2018-03-01T09:00:00+08:00';

/** The users of the story of an enterprise in its district. */
export interface Cast {
  readonly filler: Person;
  readonly approver: Person;
  readonly industry: Person;
  readonly finance: Person;
}

/** @returns somebody who acts. */
export function person(sub: string, organisation: string, role: Role): Person {
  return { kind: 'person', person: sub, organisation, role };
}

export const miitOfficer = person('miit-officer', 'bureau:miit', 'officer');
export const miitLeader = person('miit-leader', 'bureau:miit', 'leader');
export const operations = person('ops1', 'city:operations', 'operations');
export const auditor = person('audit1', 'city:audit', 'auditor');

/** @returns the people around an enterprise of the sample, such as `ENT01`. */
export function castOf(enterprise: string): Cast {
  const firm = sampleData().enterprises.find((candidate) => candidate.id === enterprise);
  if (!firm) throw new Error(`no enterprise ${enterprise}`);
  const organisation = `enterprise:${firm.usci}`;
  const district = firm.district.internalCode;
  return {
    filler: person(`${enterprise.toLowerCase()}-filler`, organisation, 'filler'),
    approver: person(`${enterprise.toLowerCase()}-approver`, organisation, 'approver'),
    industry: person('d-industry', `district:${district}/industry`, 'reviewer'),
    finance: person('d-finance', `district:${district}/finance`, 'reviewer'),
  };
}

/** What a story needs of a receipt. */
export interface Accepted {
  readonly caseId: string;
  readonly events: readonly { readonly type: string }[];
}

/** Gives commands as whoever acts, always upon the latest version of the case. */
function speakerOn(ledger: Ledger) {
  const seqOf = (caseId: string) =>
    ledger.read(SYSTEM, async (session) => {
      const row = await session.first<{ seq: number }>('SELECT seq FROM "case" WHERE id = $1', [caseId]);
      return row?.seq ?? 0;
    });

  const give = async (caseId: string | null, actor: Actor, command: Command): Promise<TransactOutcome> => {
    const expectedSeq = caseId !== null && actor.kind === 'person' ? await seqOf(caseId) : null;
    return ledger.transact({ caseId, command, actor, key: randomUUID(), expectedSeq });
  };

  const must = async (caseId: string | null, actor: Actor, command: Command): Promise<Accepted> => {
    const outcome = await give(caseId, actor, command);
    if (outcome.kind !== 'accepted') throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
    return outcome.receipt;
  };

  /** The experts on the seats, in the order of the seats. */
  const seated = async (caseId: string): Promise<Person[]> => {
    const rows = await ledger.read(SYSTEM, (session) =>
      session.rows<{ expert_id: string }>('SELECT expert_id FROM seat WHERE case_id = $1 ORDER BY seat', [caseId]),
    );
    return rows.map((row) => person(row.expert_id.toLowerCase(), `expert:${row.expert_id}`, 'expert'));
  };

  return { seqOf, give, must, seated };
}

/** Attaches the required documents and saves the sample's form. @returns the version of the draft. */
async function fillIn(ledger: Ledger, caseId: string, cast: Cast, enterprise: string): Promise<number> {
  await ledger.write(cast.filler, async (session) => {
    for (const { id: type, required } of documents) {
      if (required) await attachDocument(session, fileOf(caseId, type, cast.filler.person));
    }
  });
  const draft = await ledger.read(cast.filler, (session) => draftOf(session, caseId));
  const save = { version: draft?.version ?? 0, form: sampleForm(enterprise), by: cast.filler.person, at };
  const saved = await ledger.write(cast.filler, (session) => saveDraft(session, caseId, save));
  if (!saved?.saved) throw new Error('the draft was not saved');
  return saved.version;
}

/** Walks cases through the ledger, one accepted command after another. */
export function storyOn(ledger: Ledger) {
  const speaker = speakerOn(ledger);
  const { must, seated } = speaker;

  const open = async (cast: Cast) => (await must(null, cast.filler, { type: 'open', procedure: id, version })).caseId;

  const submitted = async (enterprise: string) => {
    const cast = castOf(enterprise);
    const caseId = await open(cast);
    const draftVersion = await fillIn(ledger, caseId, cast, enterprise);
    await must(caseId, cast.approver, { type: 'submit', draftVersion });
    return { caseId, cast };
  };

  const inPanel = async (enterprise: string) => {
    const { caseId, cast } = await submitted(enterprise);
    await must(caseId, cast.industry, { type: 'accept' });
    await must(caseId, cast.industry, { type: 'pass', opinion: '符合条件' });
    await must(caseId, cast.finance, { type: 'countersign', opinion: '' });
    await must(caseId, SYSTEM, { type: 'freeze-pool' });
    await must(caseId, SYSTEM, { type: 'draw', seed: randomBytes(32).toString('hex') });
    return { caseId, cast };
  };

  const marked = async (enterprise: string) => {
    const { caseId, cast } = await inPanel(enterprise);
    const experts = await seated(caseId);
    for (const expert of experts) await must(caseId, expert, accepting);
    for (const expert of experts) await must(caseId, expert, { type: 'submit-marks', marks: fullMarks() });
    return { caseId, cast, experts };
  };

  const awarded = async (enterprise: string) => {
    const { caseId, cast, experts } = await marked(enterprise);
    await must(caseId, miitLeader, { type: 'sign' });
    await must(caseId, SYSTEM, { type: 'issue' });
    return { caseId, cast, experts };
  };

  return { ...speaker, open, submitted, inPanel, marked, awarded, fillIn: fillIn.bind(null, ledger) };
}

/** The highest mark on every item. */
export function fullMarks(): Marks {
  const panel = stages.find((stage) => stage.kind === 'panel');
  const items = panel?.kind === 'panel' ? panel.rubric.items : [];
  return { items: Object.fromEntries(items.map((item) => [item.id, item.weight])), comments: {} };
}

function fileOf(caseId: string, type: string, by: string) {
  const sha256 = randomBytes(32).toString('hex');
  const file = { type, sha256, bytes: 1000, media: 'application/pdf', name: `${type}.pdf`, path: `files/${sha256}` };
  return { ...file, id: randomUUID(), caseId, uploadedBy: by, at };
}

export { CLOCK, SYSTEM };
