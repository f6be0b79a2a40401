export { readEnvironment } from './home/environment-file.js';
export { AlreadyRunning } from './process/pid-file.js';
export { DEMO_PASSWORD } from './identity/demo-users.js';
export { schemathesisPython } from './fuzzing/schemathesis.js';
export { signIn } from './identity/sign-in.js';
export { StartError } from './process/start-error.js';
export { startSystem, type RunningSystem, type StartOptions } from './system/start-system.js';
export { temporalBinary, timeSkippingServer } from './temporal/temporal-binaries.js';
