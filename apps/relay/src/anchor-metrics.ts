import { Counter, Gauge, type Registry } from 'prom-client';

/** What operations watch of the anchors. */
export class AnchorMetrics {
  readonly taken: Counter;
  readonly keptOutside: Counter;
  readonly broken: Counter;
  readonly failures: Counter;
  readonly looked: Gauge;

  constructor(registry: Registry) {
    const registers = [registry];
    const counter = (name: string, help: string) => new Counter({ name: `vermilion_${name}_total`, help, registers });
    this.taken = counter('anchors', 'Anchors that this process has taken');
    this.keptOutside = counter('anchors_kept_outside', 'Anchors that this process has added to its file');
    this.broken = counter(
      'anchor_broken_streams',
      'Chains that were found to have lost what was anchored or published',
    );
    this.failures = counter('anchor_failures', 'Times that anchoring failed');
    this.looked = new Gauge({
      name: 'vermilion_anchors_looked_at_seconds',
      help: 'When anchors and file were last brought up to date (Unix time); alert when it is a quarter of an hour ago',
      registers,
    });
  }
}
