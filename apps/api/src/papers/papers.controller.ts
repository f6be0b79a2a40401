import { Controller, Get, Inject, Param, StreamableFile } from '@nestjs/common';
import { CaseId, CertificateNumber, DistrictCode, RoundId } from '@vermilion/contracts';
import type { Person } from '@vermilion/domain';
import { ApiTags } from '@nestjs/swagger';
import { Acting, For, Public } from '../access/caller.js';
import { FreshlySignedIn } from '../access/step-up.js';
import { AnswersFile, fileNamed, PDF, SVG, WORKBOOK } from '../http/files.js';
import { ApplicationDesk } from './application-desk.js';
import { PaperDesk } from './paper-desk.js';

/** Official papers as files: certificates, letters, district summaries. */
@ApiTags('papers')
@Controller('api/v1')
export class PapersController {
  constructor(
    @Inject(PaperDesk) private readonly desk: PaperDesk,
    @Inject(ApplicationDesk) private readonly applications: ApplicationDesk,
  ) {}

  /** What a district recommends: for its reviewers and for whoever sees the whole round. */
  @Get('rounds/:id/districts/:district/summary.xlsx')
  @For('reviewer', 'officer', 'leader', 'operations', 'auditor')
  @FreshlySignedIn()
  @AnswersFile(WORKBOOK)
  async summary(
    @Acting() person: Person,
    @Param('id', { schema: RoundId }) id: string,
    @Param('district', { schema: DistrictCode }) district: string,
  ): Promise<StreamableFile> {
    return fileNamed(`${id}-${district}`, WORKBOOK, await this.desk.districtSummary(person, id, district));
  }

  /** For anybody who knows the number, as long as the title is valid. */
  @Public()
  @Get('certificates/:number/certificate.pdf')
  @AnswersFile(PDF)
  async certificate(@Param('number', { schema: CertificateNumber }) number: string): Promise<StreamableFile> {
    return fileNamed(`certificate-${number}`, PDF, await this.desk.certificate(number));
  }

  /** The code that stands on it, for a page. It says nothing but where to check the number, so any number has one. */
  @Public()
  @Get('certificates/:number/code.svg')
  @AnswersFile(SVG)
  code(@Param('number', { schema: CertificateNumber }) number: string): StreamableFile {
    return fileNamed(`code-${number}`, SVG, Buffer.from(this.desk.certificateCode(number)));
  }

  /** What would be submitted now: form, equipment, documents with their hashes, the version hash on every page. */
  @Get('cases/:id/draft.pdf')
  @For('filler', 'approver')
  @AnswersFile(PDF)
  async draft(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string): Promise<StreamableFile> {
    return fileNamed(`application-${id}-draft`, PDF, await this.applications.draft(person, id));
  }

  /** The application as it was submitted last, for whoever reads the case. */
  @Get('cases/:id/application.pdf')
  @AnswersFile(PDF)
  async application(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string): Promise<StreamableFile> {
    return fileNamed(`application-${id}`, PDF, await this.applications.submitted(person, id));
  }

  /** The decision with which the case ended, for the applicant and the offices. */
  @Get('cases/:id/decision.pdf')
  @For('filler', 'approver', 'reviewer', 'officer', 'leader')
  @AnswersFile(PDF)
  async decision(@Acting() person: Person, @Param('id', { schema: CaseId }) id: string): Promise<StreamableFile> {
    return fileNamed(`decision-${id}`, PDF, await this.desk.decision(person, id));
  }
}
