// npm run check: every static check.
import { runChecks } from './static.mjs';

const { failed } = await runChecks();
process.exitCode = failed > 0 ? 1 : 0;
