import { loadProcedures } from '@vermilion/catalogue';
import { SYSTEM, type Actor, type Facts, type Form, type Procedure, type TitleFact } from '@vermilion/domain';
import { documentsFor, Walk } from './walk.js';

/** The re-examination of smart workshops: the real data. */
export const reviewProcedure: Procedure = (() => {
  const procedure = loadProcedures().get('smart-workshop-review@1');
  if (!procedure) throw new Error('smart-workshop-review@1 is not in the catalogue');
  return procedure;
})();

/** A firm's report as it should be. */
export function reviewReport(name: string, creditCode: string): Form {
  return {
    basic: { name, creditCode },
    contact: {
      legalRepresentative: '覃思齐',
      contactName: '卓尔然',
      mobile: '13800000012',
      email: 'a@example.invalid',
    },
    workshop: { name: '智能车间', operation: 'running', ncRate: 81.5, networkRate: 90, changes: '新增两条产线。' },
    commitment: { truthful: true },
  };
}

/** The re-examination of a title that ends on 2018-04-19, walked by the pure rules. */
export class ReviewWalk extends Walk {
  title: TitleFact;

  constructor(change: Partial<TitleFact> = {}) {
    super('ENT09', reviewProcedure);
    const holder = this.approver.organisation;
    this.draft = {
      version: 1,
      form: reviewReport('示例企业', holder.replace('enterprise:', '')),
      documents: documentsFor(reviewProcedure, 'first'),
    };
    this.title = {
      certificateNumber: 'SW-2015-001',
      holder,
      district: this.industry.organisation.replace(/^district:|\/industry$/g, ''),
      of: 'smart-workshop',
      validUntil: '2018-04-19',
      status: 'valid',
      ...change,
    };
  }

  opened(actor: Actor = SYSTEM, opinion?: string): this {
    const { id: procedure, version } = this.procedure;
    const { certificateNumber: origin } = this.title;
    return this.must({ type: 'open', procedure, version, origin, ...(opinion !== undefined && { opinion }) }, actor);
  }

  /** The firm has reported, and the district verifies. */
  reported(): this {
    return this.opened().must({ type: 'submit', draftVersion: 1 }, this.approver);
  }

  /** The district has found something, and the leader must decide. */
  found(ground: string): this {
    return this.reported().must({ type: 'refuse', ground, opinion: '现场核查记录见附件' }, this.industry);
  }

  override facts(actor: Actor): Facts {
    return { ...super.facts(actor), title: this.title, numbers: { document: 7, certificate: 0 } };
  }
}
