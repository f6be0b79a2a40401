import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SYSTEM } from '@vermilion/domain';
import { businessNow, type Ledger } from '@vermilion/ledger';
import { readinessOf } from '@vermilion/runtime';
import type { FastifyReply } from 'fastify';
import type { Registry } from 'prom-client';
import { Public } from '../access/caller.js';
import { ENGINE, LEDGER, METRICS } from '../parts.js';
import type { Engine } from '../oversight/engine.js';

/** For whoever watches over the process. Only the database is needed to be ready: everything else may lag. */
@Public()
@ApiExcludeController()
@Controller()
export class ProbesController {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(METRICS) private readonly metrics: Registry,
  ) {}

  @Get('health/live')
  live() {
    return { status: 'live' };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const { ready, parts } = await readinessOf(async () => ({ postgres: await this.databaseAnswers() }));
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not-ready', parts, beside: { temporal: await this.engine.reachable() } };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  measurements() {
    return this.metrics.metrics();
  }

  private async databaseAnswers(): Promise<boolean> {
    await this.ledger.read(SYSTEM, businessNow);
    return true;
  }
}
