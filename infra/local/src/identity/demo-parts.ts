import type { DemoPart } from './demo-users.js';

interface PartText {
  readonly part: DemoPart;
  readonly title: string;
  /** What such a person does, so that one finds whom to be. */
  readonly does: string;
}

/** Those who take part, in the order in which a case meets them. */
export const PARTS: readonly PartText[] = [
  { part: 'filler', title: '企业填报人', does: '填写申报书，上传材料' },
  { part: 'approver', title: '企业审核人', does: '核对内容，提交申报，签收通知' },
  { part: 'industry', title: '区县主管部门', does: '受理、初审，排出推荐名单' },
  { part: 'finance', title: '区县财政部门', does: '对初审结果会签' },
  { part: 'officer', title: '市级主管部门经办人', does: '发布申报通知，形式审查，组织评审' },
  { part: 'expert', title: '评审专家', does: '接受抽取，密封评分（可用手机）' },
  { part: 'leader', title: '市级主管部门负责人', does: '看综合排序，拟认定，签发' },
  { part: 'other-bureau', title: '市级其他部门', does: '财政复核、督办逾期事项' },
  { part: 'oversight', title: '运行监督', does: '推进演示时钟，查看运行，核对账本' },
];
