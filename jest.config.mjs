// Dates of the policy are dates in Zhengzhou. Set before the first Date is made; worker processes inherit it.
process.env.TZ = 'Asia/Shanghai';

/** What every project shares: ECMAScript modules, TypeScript by swc, workspace packages read from their sources. */
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@vermilion/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/\\.vermilion[a-z-]*/', '<rootDir>/\\.nx/'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: false, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

/**
 * @param {string} displayName
 * @param {string[]} testMatch
 */
const project = (displayName, testMatch) => ({ ...shared, displayName, testMatch });

export default {
  // A busy machine is slow, not wrong: nothing here proves a speed. Suites with servers set their own, longer limits.
  testTimeout: 60_000,
  projects: [
    // Fast, and without any server.
    project('unit', [
      '<rootDir>/{libs,apps}/*/src/**/*.spec.ts',
      '<rootDir>/{workflows,activities}/src/**/*.spec.ts',
      '<rootDir>/infra/**/*.spec.ts',
      '<rootDir>/test/rules/**/*.spec.ts',
    ]),
    // Real PostgreSQL, Kafka and Temporal; one file after another.
    project('integration', ['<rootDir>/test/integration/**/*.spec.ts']),
    // Temporal's time-skipping server; its clock is global, so one file after another.
    project('workflow', ['<rootDir>/test/workflow/**/*.spec.ts']),
    // The whole system in a real Chromium.
    {
      ...project('acceptance', ['<rootDir>/test/acceptance/**/*.spec.ts']),
      testEnvironment: '<rootDir>/test/support/witness-environment.mjs',
    },
    // Recorded histories against today's workflow code.
    project('replay', ['<rootDir>/test/replay/**/*.spec.ts']),
  ],
};
