import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CertificateNumber, CertificateView } from '@vermilion/contracts';
import { SYSTEM, dateOf } from '@vermilion/domain';
import { awardByCertificate, businessNow, type Ledger } from '@vermilion/ledger';
import { problem } from '@vermilion/runtime';
import { Public } from '../access/caller.js';
import { Answers } from '../http/shapes.js';
import { LEDGER } from '../parts.js';

/** What anybody may check without signing in: a certificate by its number. */
@Public()
@ApiTags('public')
@Controller('api/v1')
export class PublicController {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @Get('certificates/:number')
  @Answers(CertificateView)
  async certificate(@Param('number', { schema: CertificateNumber }) number: string) {
    return this.ledger.read(SYSTEM, async (session) => {
      const award = await awardByCertificate(session, number);
      if (!award) throw problem('not-found');
      const today = dateOf(await businessNow(session));
      return { ...award, holder: award.holder.name, status: award.validUntil < today ? 'expired' : 'valid' };
    });
  }
}
