import { randomUUID } from 'node:crypto';
import { sampleData, sampleForm } from '@vermilion/catalogue';
import type { ProgrammeView, Receipt } from '@vermilion/contracts';
import type { Form } from '@vermilion/domain';
import { ApiClient, type ApiUser } from '../../support/api-client.js';
import { fillIn } from '../../support/fill-in.js';
import { MARKERS } from './markers.js';

const ENTERPRISE = 'ENT01';

/** The sample's form with other people in it. */
function markedForm(mobile: string): Form {
  const { legalRepresentative, contactName, email } = MARKERS;
  return { ...sampleForm(ENTERPRISE), contact: { legalRepresentative, contactName, mobile, email } };
}

/**
 * One application over HTTP from its opening up to the panel, which the engine draws: returned once with a fault, corrected, recommended
 * and countersigned, every word marked; and before that one submission which is refused for a telephone number that is none.
 * @returns the case
 */
export async function markedStory(addresses: { api: string; issuer: string }): Promise<string> {
  const api = new ApiClient(addresses);
  const district = sampleData()
    .enterprises.find(({ id }) => id === ENTERPRISE)
    ?.district.internalCode.toLowerCase();
  const filler = api.as('ent01-filler');
  const [approver, industry, finance] = [
    api.as('ent01-approver'),
    api.as(`d-${district}-industry`),
    api.as(`d-${district}-finance`),
  ];
  const programme = await filler.get<ProgrammeView>('programmes/smart-workshop');
  const body = { procedure: programme.id };
  const { caseId, seq: opened } = await filler.ask<Receipt>({ method: 'POST', path: 'cases', body, key: randomUUID() });
  let expectedSeq = opened;
  const filled = (mobile: string, faulty = false) =>
    fillIn(filler, { caseId, enterprise: ENTERPRISE, programme, faulty, form: markedForm(mobile) });
  const give = async (user: ApiUser, type: string, payload: object): Promise<void> => {
    const json = { type, payload, expectedSeq };
    const path = `cases/${caseId}/commands`;
    expectedSeq = (await user.ask<Receipt>({ method: 'POST', path, body: json, key: randomUUID() })).seq;
  };
  const wrong = { draftVersion: await filled(MARKERS.refusedMobile) };
  await expect(give(approver, 'submit', wrong)).rejects.toThrow(/ form-invalid /);
  await give(approver, 'submit', { draftVersion: await filled(MARKERS.mobile, true) });
  await give(industry, 'accept', {});
  const defect = { what: MARKERS.defect, why: '申报通知关于申报材料的要求', how: MARKERS.defect };
  await give(industry, 'return', { defects: [{ target: 'document:audit-report', ...defect }] });
  await give(approver, 'correct', { draftVersion: await filled(MARKERS.mobile) });
  await give(industry, 'pass', { opinion: MARKERS.opinion });
  await give(finance, 'countersign', { opinion: MARKERS.countersigned });
  return caseId;
}
