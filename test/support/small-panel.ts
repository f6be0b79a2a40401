import { randomBytes } from 'node:crypto';
import { draftOf, saveDraft } from '@vermilion/ledger';
import { accepting } from './accepting.js';
import { castOf, storyOn, SYSTEM } from './case-story.js';
import { testStart, type TestLedger } from './ledger.js';

/** A case of the small procedure whose panel has convened, in the real ledger. @returns its number. */
export async function smallPanel({ ledger }: TestLedger, enterprise = 'ENT01'): Promise<string> {
  const { must, seated } = storyOn(ledger);
  const cast = castOf(enterprise);
  const { caseId } = await must(null, cast.filler, { type: 'open', procedure: 'small', version: 1 });
  const draft = await ledger.read(cast.filler, (session) => draftOf(session, caseId));
  const form = { workshop: { name: '一号车间' } };
  const save = { version: draft?.version ?? 0, form, by: cast.filler.person, at: testStart };
  const saved = await ledger.write(cast.filler, (session) => saveDraft(session, caseId, save));
  await must(caseId, cast.approver, { type: 'submit', draftVersion: saved?.saved ? saved.version : 0 });
  await must(caseId, cast.industry, { type: 'accept' });
  await must(caseId, cast.industry, { type: 'pass', opinion: '同意' });
  await must(caseId, cast.finance, { type: 'countersign', opinion: '' });
  await must(caseId, SYSTEM, { type: 'freeze-pool' });
  await must(caseId, SYSTEM, { type: 'draw', seed: randomBytes(32).toString('hex') });
  for (const expert of await seated(caseId)) await must(caseId, expert, accepting);
  return caseId;
}
