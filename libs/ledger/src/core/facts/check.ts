import {
  dateOf,
  valueAt,
  type CaseState,
  type Form,
  type Instant,
  type Procedure,
  type RegisterResult,
} from '@vermilion/domain';
import type { Session } from '../../session.js';
import { registerCheck } from './registers.js';

/**
 * What the registers say today of a case's applicant and of what is to be titled; null where the procedure asks for neither.
 * @param form where the thing is named: the draft that is being submitted, else what was submitted last
 */
export async function checkOf(
  session: Session,
  { procedure, state }: { readonly procedure: Procedure; readonly state: CaseState },
  now: Instant,
  form: Form = state.form,
): Promise<RegisterResult | null> {
  if (!procedure.credit) return null;
  const thing = procedure.titledAt === undefined ? null : valueAt(form, procedure.titledAt);
  return registerCheck(session, {
    applicant: state.applicant,
    thing: typeof thing === 'string' ? thing : null,
    on: dateOf(now),
    except: state.origin,
  });
}
