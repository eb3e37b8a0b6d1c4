const ALPHABET =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Decodes base64 of UTF-8 text; what is no base64 is returned as it is, as is what is no text. */
export function decodeBase64(text: string): string {
  const digits = text.replace(/\s/g, '').replace(/=+$/, '');
  const bytes: number[] = [];
  let bits = 0;
  let size = 0;
  for (const digit of digits) {
    const value = ALPHABET.indexOf(digit);
    if (value < 0) {
      return text;
    }
    bits = (bits * 64 + value) % 4096;
    size += 6;
    if (size >= 8) {
      size -= 8;
      bytes.push(Math.floor(bits / 2 ** size) % 256);
    }
  }
  try {
    return decodeURIComponent(
      bytes.map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    );
  } catch {
    return text;
  }
}
