import { join } from 'node:path';
import { goPrograms } from '../machine/go-programs.js';
import { entryPoint } from '../machine/repository.mjs';
import type { Tell } from '../process/progress.js';
import { temporalBinary } from './temporal-binaries.js';

/** What runs Temporal in production, as files. */
export interface TemporalPrograms {
  readonly server: string;
  readonly sqlTool: string;
  /** The command line, which asks for health and registers things. */
  readonly cli: string;
}

const BUILD = {
  name: 'temporal-server',
  module: entryPoint('infra', 'local', 'temporal-server'),
  packages: ['go.temporal.io/server/cmd/server', 'go.temporal.io/server/cmd/tools/sql'],
  otherwise: 'set TEMPORAL_ADDRESS',
};

/** Temporal's server for production and what makes its tables. */
export async function temporalPrograms(tell: Tell): Promise<TemporalPrograms> {
  const folder = await goPrograms(BUILD, tell);
  return { server: join(folder, 'server'), sqlTool: join(folder, 'sql'), cli: await temporalBinary() };
}
