import { ACCOUNTS } from './accounts';

type Language = 'en' | 'ko';

const TEXTS = {
  en: {
    title: 'Sign in to the Titanium sandbox',
    lead: 'Choose an account. This sign-in has no passwords and exists on this machine only.',
  },
  ko: {
    title: 'Titanium 샌드박스 로그인',
    lead: '계정을 고르세요. 비밀번호가 없는 로그인이며 이 컴퓨터에서만 쓸 수 있습니다.',
  },
} as const;

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, "Noto Sans KR", "Noto Sans CJK KR", sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f5f6f8; color: #1a1d21; }
main { width: min(26rem, calc(100vw - 3rem)); padding: 2rem 0; }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 .5rem; text-wrap: balance; }
p { margin: 0 0 1.5rem; color: #4a5058; }
form { margin: 0 0 .75rem; }
button { display: block; width: 100%; padding: .875rem 1rem; font: inherit; text-align: start; color: inherit; background: #fff; border: 1px solid #8b929b; border-radius: .5rem; cursor: pointer; }
button:hover { border-color: #1f5fbf; }
button:focus-visible { outline: 3px solid #1f5fbf; outline-offset: 2px; }
strong { display: block; }
span { color: #4a5058; font-size: .9375rem; }
@media (prefers-color-scheme: dark) {
  body { background: #15181c; color: #eceef1; }
  p, span { color: #b4bac2; }
  button { background: #1f2329; border-color: #7d858f; }
  button:hover { border-color: #8ab4f8; }
  button:focus-visible { outline-color: #8ab4f8; }
}`;

/** The language that a browser prefers among those of the page. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map(part => {
      const [tag, ...parameters] = part.trim().split(';');
      const quality = parameters.find(item => item.trim().startsWith('q='));
      return {
        tag: tag.toLowerCase(),
        quality: quality ? Number(quality.trim().slice(2)) : 1,
      };
    })
    .filter(({ tag }) => /^(en|ko)\b/.test(tag))
    .sort((a, b) => b.quality - a.quality)[0];
  return wanted?.tag.startsWith('ko') ? 'ko' : 'en';
}

/** The page where an account is chosen: one button each, nothing to type. */
export function accountPage(language: Language, nonce: string): string {
  const { title, lead } = TEXTS[language];
  const buttons = ACCOUNTS.map(
    ({ id, name, about }) => `
    <form method="post">
      <button type="submit" name="account" value="${id}" aria-label="${name[language]}" aria-describedby="about-${id}">
        <strong>${name[language]}</strong>
        <span id="about-${id}">${about[language]}</span>
      </button>
    </form>`,
  ).join('');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
  <h1>${title}</h1>
  <p>${lead}</p>${buttons}
</main>
</body>
</html>
`;
}
