import { TestEnvironment } from 'jest-environment-node';

/** Asks whoever has something to say about it as soon as a test fails, while everything still stands as it failed: `globalThis.witness`. */
export default class WitnessEnvironment extends TestEnvironment {
  /** @param {{ name: string }} event */
  async handleTestEvent({ name }) {
    const witness = /** @type {(() => Promise<void>) | undefined} */ (this.global['witness']);
    if (name === 'test_fn_failure') await witness?.();
  }
}
