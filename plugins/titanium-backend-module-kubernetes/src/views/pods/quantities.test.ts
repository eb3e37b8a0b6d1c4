import { splitImage } from './image';
import { bytes, millicores, parseQuantity } from './quantities';

describe('quantities', () => {
  it.each([
    ['100m', 100],
    ['0.1', 100],
    ['1', 1000],
    ['1.5', 1500],
    ['250000n', 1],
    ['12345678n', 13],
    ['', null],
    ['x', null],
    [undefined, null],
  ])('%s are %s millicores', (text, expected) => {
    expect(millicores(text)).toBe(expected);
  });

  it.each([
    ['64Mi', 64 * 1024 * 1024],
    ['1Gi', 1024 ** 3],
    ['1e3', 1000],
    ['1G', 1e9],
    ['123', 123],
    ['128974848000m', 128974848],
  ])('%s are %s bytes', (text, expected) => {
    expect(bytes(text)).toBe(expected);
  });

  it('takes linear time', () => {
    expect(parseQuantity('1'.repeat(100_000))).toBeNull();
  });
});

describe('splitImage', () => {
  it.each([
    ['nginx', 'nginx', 'latest'],
    ['nginx:1.25', 'nginx', '1.25'],
    ['registry:5000/team/app', 'registry:5000/team/app', 'latest'],
    ['registry:5000/team/app:v1', 'registry:5000/team/app', 'v1'],
    ['app@sha256:0123456789abcdef0123456789abcdef', 'app', '0123456789ab'],
    ['app:v2@sha256:0123456789abcdef', 'app', 'v2'],
  ])('%s', (reference, image, version) => {
    expect(splitImage(reference)).toEqual({ image, version });
  });
});
