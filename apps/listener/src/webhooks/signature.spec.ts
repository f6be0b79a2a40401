import { signedHeaders } from './signature.js';

/** Source: the example in the reference libraries of Standard Webhooks 1.0. */
const SECRET = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
const MESSAGE = ['msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}'] as const;
const SIGNED = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

describe('the signature of a message to a webhook', () => {
  it('is that of Standard Webhooks', () => {
    expect(signedHeaders([SECRET], ...MESSAGE)).toEqual({
      'webhook-id': MESSAGE[0],
      'webhook-timestamp': '1614265330',
      'webhook-signature': SIGNED,
    });
  });

  it('is made with both secrets after a rotation, that in force first', () => {
    const signed = signedHeaders([Buffer.from('another'), SECRET], ...MESSAGE)['webhook-signature'].split(' ');
    expect([signed.length, signed[1]]).toEqual([2, SIGNED]);
    expect(signed[0]).not.toBe(SIGNED);
  });
});
