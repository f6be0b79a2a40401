import { brokersFrom } from './connection.js';
import { createTopics } from './topics.js';

const silent = () => undefined;
const created = await createTopics({
  brokers: brokersFrom(process.env['KAFKA_BROKERS']),
  clientId: 'vermilion-topics',
  log: { debug: silent, info: silent, warn: silent, error: silent },
});
process.stdout.write(created.length > 0 ? `created ${created.join(', ')}\n` : 'all topics exist\n');
