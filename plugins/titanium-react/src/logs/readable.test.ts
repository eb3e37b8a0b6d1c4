import { plainText } from './ansi';
import { readableLine } from './readable';

const shown = (text: string) => {
  const segments = readableLine({ time: '2026-01-08T01:00:00Z', text });
  return segments && plainText(segments);
};

describe('readableLine', () => {
  it('puts the message first, then the fields, without what is said before the line', () => {
    expect(
      shown(
        '{"ts":"2026-01-08T01:00:00Z","level":"error","msg":"upstream request failed","status":503,"path":"/api/me","note":"두 단어","nested":{"a":1}}\n',
      ),
    ).toBe(
      'upstream request failed  status=503  path=/api/me  note="두 단어"  nested={"a":1}',
    );
  });

  it.each([
    ['plain text'],
    ['{"level":"info","status":200}'],
    ['{"msg": 3}'],
    ['{"msg":"cut'],
    ['["msg"]'],
    [`{"msg":"long","rest":"${'x'.repeat(20_000)}"}`],
  ])('leaves %.30s as it is', text => {
    expect(shown(text)).toBeNull();
  });

  it('lets no escape act, in messages, names and values', () => {
    const text = JSON.stringify({
      msg: '\u001b]0;title\u0007done\u202e',
      'na\u001b[2Jme': '\u001b]52;c;eA==\u0007copied',
    });
    for (const control of ['\u001b', '\u0007', '\u202e']) {
      expect(shown(text)).not.toContain(control);
    }
    expect(shown(text)).toMatch(/^done/);
  });
});
