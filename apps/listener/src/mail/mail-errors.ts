/** What a failed sending means. `refused`: the server will never take this mail; `away`: nothing of it was handed over, nor can any other be. */
export type Failure = 'refused' | 'away' | 'later';

interface SmtpError {
  readonly code: string;
  readonly responseCode: number;
  readonly command: string;
  readonly syscall: string;
  readonly timeoutType: string;
}

const NOTHING: SmtpError = { code: '', responseCode: 0, command: '', syscall: '', timeoutType: '' };

/** Answers to the recipient or to the text. What a server says to its greeting, to a login or to the sender is said to all mails. */
const OF_THIS_MAIL = ['RCPT TO', 'DATA'];
/** Before anything could be said. */
const NOT_REACHED = ['EDNS', 'EAUTH', 'ETLS'];
const NOT_GREETED = ['CONNECTION_TIMEOUT', 'GREETING_TIMEOUT'];

/** Sorts an error of the mail library. Source: RFC 5321 §4.2.1 (5yz is final) and what nodemailer sets on its errors. */
export function failureOf(error: unknown): Failure {
  const { code, responseCode, command, syscall, timeoutType } = { ...NOTHING, ...partsOf(error) };
  const reached = ![...NOT_REACHED, ...NOT_GREETED].some((one) => one === code || one === timeoutType);
  if (!reached || syscall === 'connect') return 'away';
  return responseCode >= 500 && OF_THIS_MAIL.includes(command) ? 'refused' : 'later';
}

function partsOf(error: unknown): Partial<SmtpError> {
  return typeof error === 'object' && error !== null ? error : {};
}

/** The server's code, without the address that its text may repeat. */
export function reasonOf(error: unknown): string {
  const { code, responseCode } = partsOf(error);
  return `mail server: ${[code, responseCode].filter((part) => part !== undefined).join(' ') || 'no answer'}`;
}
