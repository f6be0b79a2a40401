/** Everything that listens on this machine, in the order of its offset from the port base. */
export const PORT_OFFSETS = {
  api: 0,
  oidc: 1,
  smtp: 2,
  mail: 3,
  postgres: 4,
  kafka: 5,
  kafkaController: 6,
  temporal: 7,
  temporalUi: 8,
  relay: 9,
  listener: 10,
  worker: 11,
} as const;

export type PortName = keyof typeof PORT_OFFSETS;
export type Ports = Readonly<Record<PortName, number>>;

/** A cluster has its further processes behind the twelve, up to here. */
const MOST = 100;
const HIGHEST_BASE = 65535 - MOST;

/** The port of every listener for a base; throws a RangeError when one of them would not be a usable TCP port. */
export function portsFrom(base: number): Ports {
  if (!Number.isInteger(base) || base < 1024 || base > HIGHEST_BASE) {
    throw new RangeError(`The port base must be a whole number from 1024 to ${HIGHEST_BASE}, not ${base}`);
  }
  const entries = Object.entries(PORT_OFFSETS).map(([name, offset]) => [name, base + offset]);
  return Object.fromEntries(entries) as Ports;
}
