import { Inject, Injectable } from '@nestjs/common';
import { problem, type Log } from '@vermilion/runtime';
import { LOG, MALWARE_SCAN } from '../parts.js';
import type { ReceivedFile } from './document-store.js';
import { refuseUnfit } from './inspection.js';
import { ScannerAwayError, type MalwareScan } from './malware-scan.js';

const RETRY_AFTER_S = 60;

/** Looks at what has come before it is kept: what it is, whether it is whole, and what the scanner says. */
@Injectable()
export class Inspector {
  constructor(
    @Inject(MALWARE_SCAN) private readonly scan: MalwareScan,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @throws Problem for a file that may not be kept; `scanner-away` when a configured scanner cannot say, which is no fault of the file. */
  async refuseUnfit(file: ReceivedFile, media: string, name: string): Promise<void> {
    await refuseUnfit(file, media, name);
    const found = await this.scan.find(file.path).catch((error: unknown) => {
      if (!(error instanceof ScannerAwayError)) throw error;
      this.log.error({ err: error }, 'no verdict of the scanner; the file is not taken');
      throw problem('scanner-away', {}, { 'retry-after': String(RETRY_AFTER_S) });
    });
    if (found === null) return;
    this.log.warn({ found, sha256: file.sha256 }, 'refused a file');
    throw problem('malware-found', { params: { found } });
  }
}
