import fs from 'node:fs';
import path from 'node:path';
import { coverage } from './coverage';
import { coveragePage } from './page';
import { LANGUAGES, pageFile } from './texts';

// Writes the pages of the documentation anew: `yarn workspace @titanium-portal/cli guide-coverage`.
const statements = coverage();
for (const language of LANGUAGES) {
  const file = pageFile(language);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, coveragePage(statements, language));
}
