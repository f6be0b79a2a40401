import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Instant } from '@vermilion/domain';
import { instantOf } from '@vermilion/ledger';
import type { FastifyInstance, FastifyRequest } from 'fastify';

type StampedRequest = FastifyRequest & { receivedAt?: Instant };

/**
 * Stamps each request the moment it is here in full, and before anybody looks at it: the check of the token, the register and the ledger may
 * keep it waiting, and that is not the sender's delay. What has only begun to come has not been received.
 * Source: 电子签名法 第十一条 — a data message counts as received when it enters the system.
 */
export function stampReceipt(server: FastifyInstance): void {
  server.addHook('preValidation', (request: StampedRequest, _reply, done) => {
    request.receivedAt = instantOf(new Date());
    done();
  });
}

/** When the request was here, by the machine's clock. */
export const ReceivedAt = createParamDecorator((_: unknown, context: ExecutionContext): Instant => {
  const { receivedAt } = context.switchToHttp().getRequest<StampedRequest>();
  if (receivedAt === undefined) throw new Error('the request was not stamped when it came');
  return receivedAt;
});
