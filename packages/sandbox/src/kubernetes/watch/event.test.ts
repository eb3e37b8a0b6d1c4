import { StoreEvent } from '../../world/types';
import { SharedEvent } from './event';

function object(version: string, labels: Record<string, string>) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', labels, resourceVersion: version },
  };
}

const modified: StoreEvent = {
  type: 'MODIFIED',
  object: object('2', { app: 'new' }),
  previous: object('1', { app: 'old' }),
  resourceVersion: 2,
};

const encoding = () => ({
  key: 'plain',
  encode: jest.fn((value: object) => JSON.stringify(value)),
});
const app = (name: string) => (value: any) =>
  value.metadata.labels.app === name;

describe('SharedEvent', () => {
  it('is encoded once for all watches of one form', () => {
    const event = new SharedEvent(modified);
    const plain = encoding();
    const lines = [1, 2, 3].map(() => event.lineFor(plain, undefined));
    event.lineFor(plain, value => value.metadata.name === 'p');
    expect(new Set(lines).size).toBe(1);
    expect(plain.encode).toHaveBeenCalledTimes(1);
    event.lineFor({ ...plain, key: 'table' }, undefined);
    expect(plain.encode).toHaveBeenCalledTimes(2);
  });

  it('is what a selector makes of it', () => {
    const event = new SharedEvent(modified);
    const read = (name: string) => {
      const text = event.lineFor(encoding(), app(name));
      return text && JSON.parse(text);
    };
    expect(read('new')).toMatchObject({
      type: 'ADDED',
      object: { metadata: { labels: { app: 'new' } } },
    });
    expect(read('old')).toMatchObject({
      type: 'DELETED',
      object: { metadata: { labels: { app: 'old' }, resourceVersion: '2' } },
    });
    expect(read('other')).toBeUndefined();
  });

  it('tells of a deletion those who had selected the object', () => {
    const event = new SharedEvent({ ...modified, type: 'DELETED' });
    expect(event.lineFor(encoding(), app('old'))).toContain('"DELETED"');
    expect(event.lineFor(encoding(), app('new'))).toBeUndefined();
  });
});
