import { builtinRules } from 'eslint/use-at-your-own-risk';

const core = /** @type {import('eslint').Rule.RuleModule} */ (builtinRules.get('max-lines-per-function'));

/**
 * ESLint's own `max-lines-per-function`, except that the body of a `describe` is a chapter and not a function.
 * @type {import('eslint').Rule.RuleModule}
 */
export const functionLength = {
  meta: core.meta,
  create: (context) => {
    /** @param {import('eslint').Rule.Node} node */
    const isChapter = ({ parent }) =>
      parent?.type === 'CallExpression' && /^describe\b/.test(context.sourceCode.getText(parent.callee));
    /** @param {{ node: import('eslint').Rule.Node } & import('eslint').Rule.ReportDescriptor} finding */
    const report = (finding) => {
      if (!isChapter(finding.node)) context.report(finding);
    };
    /** @type {typeof context} */
    const filtered = Object.create(context, { report: { value: report } });
    return core.create(filtered);
  },
};
