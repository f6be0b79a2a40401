import { checkCreditCode } from '@vermilion/domain';
import { once } from './once.js';
import { districts } from './registers.js';
import { sampleData, type SampleEnterprise } from './sample-data.js';

/** Where the generated firms sit: several in one district, so that its cap is felt. */
const SEATS = ['410122', '410122', '410122', '410181', '410182', '410183', '410184', '410185'] as const;
/** The sound declaration after which the generated ones are made. */
const MODEL = 'ENT05';
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八'] as const;
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A credit code that is never issued: its body begins with FAKE; the last character makes it well-formed. */
function creditCodeOf(index: number): string {
  const body = `91410100FAKE0${700 + index}`.padEnd(17, '0');
  const last = [...ALPHABET].find((character) => checkCreditCode(`${body}${character}`) === null);
  if (!last) throw new Error(`no check character for ${body}`);
  return `${body}${last}`;
}

function fillerAt(model: SampleEnterprise, code: string, index: number): SampleEnterprise {
  const id = `FIL${String(index + 1).padStart(2, '0')}`;
  const displayName = `郑州示例第${NUMERALS[index] ?? String(index + 1)}机械有限公司`;
  const district = districts().find(({ internalCode }) => internalCode === code);
  if (!district || !model.declaration) throw new Error(`no district ${code}, or no model`);
  return {
    ...model,
    id,
    name: `${displayName}（虚构）`,
    displayName,
    usci: creditCodeOf(index),
    district: { name: district.name.zh, internalCode: code },
    contact: { ...model.contact, email: `${id.toLowerCase()}@example.invalid` },
    declaration: { ...model.declaration, workshopName: `第${NUMERALS[index] ?? ''}机加工智能车间` },
    credit: { grade: 'none', what: null, source: '信用中国（虚构）', from: null, until: null },
    scenario: 'filler',
    expectedOutcome: 'other',
    scenarioNote: '生成的陪衬企业（虚构）',
    defects: [],
  };
}

/** Generated firms that fill a round: they return, withdraw, lapse, or are not recommended. Fictional like everything in the sample. */
export const fillers: () => readonly SampleEnterprise[] = once(() => {
  const model = sampleData().enterprises.find(({ id }) => id === MODEL);
  if (!model) throw new Error(`the sample has no ${MODEL}`);
  return SEATS.map((code, index) => fillerAt(model, code, index));
});

/** Every fictional firm of the demonstration: the twelve of the sample and the generated ones. */
export function demoFirms(): readonly SampleEnterprise[] {
  return [...sampleData().enterprises, ...fillers()];
}
