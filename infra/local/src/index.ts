export { AlreadyRunning } from './pid-file.js';
export { signIn } from './sign-in.js';
export { StartError } from './start-error.js';
export { startSystem, type RunningSystem, type StartOptions } from './start-system.js';
export { temporalBinary, timeSkippingServer } from './temporal-binaries.js';
