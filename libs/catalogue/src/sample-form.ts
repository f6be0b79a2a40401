import type { Form, Row } from '@vermilion/domain';
import { demoFirms } from './fillers.js';
import type { SampleEnterprise } from './sample-data.js';

type Declaration = NonNullable<SampleEnterprise['declaration']>;
type Change = Declaration['rawIndicators']['energy'];

const SCALES = { 大型: 'large', 中型: 'medium', 小型: 'small', 微型: 'micro' } as const;
const TYPES = { 离散型: 'discrete', 流程型: 'process' } as const;
const KINDS = { 自评: 'self-rated', 评估: 'assessed' } as const;

function basicOf(firm: SampleEnterprise): Row {
  return {
    name: firm.name,
    creditCode: firm.usci,
    industryCode: firm.industry.code,
    industryName: firm.industry.name,
    scale: SCALES[firm.scale],
    employees: firm.employees,
    revenueWan: firm.revenueWan,
    taxWan: firm.taxWan,
    address: firm.address,
  };
}

function contactOf({ legalRepresentative, contact }: SampleEnterprise): Row {
  return { legalRepresentative, contactName: contact.name, mobile: contact.mobile, email: contact.email };
}

function workshopOf(declaration: Declaration): Row {
  return {
    name: declaration.workshopName,
    manufacturingType: TYPES[declaration.manufacturingType],
    commissioned: declaration.commissioned,
    softwareWan: declaration.softwareWan,
    systems: declaration.systems,
    cmmmLevel: declaration.cmmm.level,
    cmmmScore: declaration.cmmm.score,
    cmmmKind: KINDS[declaration.cmmm.kind],
  };
}

function changeAs(field: string, { before, after, unit }: Change): Row {
  return { [`${field}Before`]: before, [`${field}After`]: after, [`${field}Unit`]: unit };
}

function indicatorsOf({ declaredIndicators, rawIndicators }: Declaration): Row {
  const { rdCycle } = rawIndicators;
  return {
    ...declaredIndicators,
    ...changeAs('efficiency', rawIndicators.efficiency),
    ...changeAs('unitCost', rawIndicators.unitCost),
    rdCycleNotApplicable: rdCycle.notApplicable,
    ...(rdCycle.notApplicable ? { rdCycleReason: rdCycle.reason } : changeAs('rdCycle', rdCycle)),
    ...changeAs('defectRate', rawIndicators.defectRate),
    ...changeAs('energy', rawIndicators.energy),
  };
}

function equipmentOf(declaration: Declaration): Row[] {
  return declaration.equipment.map(
    ({ seq, name, qty, numericallyControlled, networkedQty, unitPriceWan, invoiceNo }) => ({
      seq,
      name,
      qty,
      numericallyControlled,
      networkedQty,
      unitPriceWan,
      invoiceNo,
    }),
  );
}

/**
 * The smart-workshop form of an enterprise of the sample (`ENT01`), filled in as it declares: also where its declaration is wrong (ENT04).
 * @throws when the sample has no such enterprise or no declaration of it (ENT12 only comes up for re-examination).
 */
export function sampleForm(enterpriseId: string): Form {
  const firm = demoFirms().find(({ id }) => id === enterpriseId);
  if (!firm?.declaration) throw new Error(`the sample holds no declaration of ${enterpriseId}`);
  return {
    basic: basicOf(firm),
    contact: contactOf(firm),
    workshop: workshopOf(firm.declaration),
    indicators: indicatorsOf(firm.declaration),
    equipment: equipmentOf(firm.declaration),
    commitment: { truthful: true },
  };
}
