import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { SetupError } from './say.mjs';

const tailLength = 4000;

/**
 * Runs a program to its end and resolves to `{code, output}`; the output is its last part. `log` names a file for all
 * of it, `show` passes it through to the terminal as well.
 */
export function run(command, args, options = {}) {
  const { cwd = root, env = process.env, log, show = false, input } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    if (input !== undefined) {
      child.stdin.end(input);
    }
    let file;
    if (log) {
      fs.mkdirSync(path.dirname(log), { recursive: true });
      file = fs.createWriteStream(log);
    }
    let output = '';
    const take = (chunk, target) => {
      file?.write(chunk);
      if (show) {
        target.write(chunk);
      }
      output = (output + chunk).slice(-tailLength);
    };
    child.stdout.on('data', chunk => take(chunk, process.stdout));
    child.stderr.on('data', chunk => take(chunk, process.stderr));
    child.on('error', error => {
      file?.end();
      reject(error);
    });
    child.on('close', code => {
      file?.end();
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Like {@link run}, but a failure is a {@link SetupError} with the end of the output and the advice given. */
export async function must(what, command, args, options = {}) {
  let result;
  try {
    result = await run(command, args, options);
  } catch (error) {
    throw new SetupError(
      `${what} failed: ${command} could not be started (${error.message})`,
      options.advice,
    );
  }
  if (result.code !== 0) {
    const where = options.log ? `\nAll of its output: ${options.log}` : '';
    throw new SetupError(
      `${what} failed with exit code ${
        result.code
      }:\n${result.output.trimEnd()}`,
      `${options.advice ?? ''}${where}`.trim(),
    );
  }
  return result.output;
}

/** The path of a program on PATH, or undefined. */
export function which(name, pathVariable = process.env.PATH ?? '') {
  for (const directory of pathVariable.split(path.delimiter)) {
    const file = path.join(directory, name);
    try {
      fs.accessSync(file, fs.constants.X_OK);
      if (fs.statSync(file).isFile()) {
        return file;
      }
    } catch {
      // Not here.
    }
  }
  return undefined;
}
