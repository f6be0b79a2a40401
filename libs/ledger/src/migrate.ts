import { migrate } from './migrations/run.js';

const url = process.env['DATABASE_OWNER_URL'] ?? process.env['DATABASE_URL'];
if (!url) throw new Error('DATABASE_OWNER_URL or DATABASE_URL must name the database');
const applied = await migrate(url);
process.stdout.write(applied.length === 0 ? 'nothing to migrate\n' : `${applied.join('\n')}\n`);
