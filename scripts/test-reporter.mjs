/** Tells what happens in browser tests: a line for each file, every failure with its error, every console error. */
import { inspect } from 'node:util';

function describeArgument(argument) {
  return typeof argument === 'string' ? argument : inspect(argument, { breakLength: Infinity });
}

function* eachTest(suite, names = []) {
  for (const test of suite?.tests ?? []) yield { name: [...names, test.name].join(' '), test };
  for (const child of suite?.suites ?? []) yield* eachTest(child, [...names, child.name]);
}

function describeError(error) {
  const lines = (
    error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack ?? ''}`
  ).split('\n');
  // Frames of the test library say nothing.
  return lines.filter((line) => line.trim() && !line.includes('node_modules/')).slice(0, 8);
}

/**
 * A web-test-runner reporter that adds to `totals` `{passed, skipped, failures: string[]}`.
 * A file that cannot be loaded, or does not end, is one failure.
 */

export function createReporter(world, sourceOf, totals) {
  const indent = (lines) => lines.map((line) => `      ${line}`).join('\n');

  function reportSession(session) {
    const file = sourceOf(session.testFile);
    const tests = [...eachTest(session.testResults)];
    const passed = tests.filter(({ test }) => test.passed);
    const skipped = tests.filter(({ test }) => test.skipped);
    const failed = tests.filter(({ test }) => !test.passed && !test.skipped);
    const loadErrors = session.errors ?? [];
    const problems = failed.length + loadErrors.length;
    const tookMs = tests.reduce((sum, { test }) => sum + (test.duration ?? 0), 0);

    console.log(
      `  ${problems > 0 ? '✗' : '✓'} ${file}: ${passed.length} passed, ${problems} failed (${(tookMs / 1000).toFixed(1)} s)`,
    );
    for (const { name, test } of failed) {
      console.log(`    ✗ ${name}`);
      if (test.error) console.log(indent(describeError(test.error)));
      totals.failures.push(`${world}, ${file}: ${name}`);
    }
    for (const error of loadErrors) {
      console.log(indent(describeError(error)));
      totals.failures.push(`${world}, ${file}: ${error.message.split('\n')[0]}`);
    }
    if (problems === 0 && session.passed === false) {
      totals.failures.push(`${world}, ${file}: the page failed without saying why`);
    }
    for (const log of (session.logs ?? []).slice(0, 20)) {
      console.log(`    console error: ${log.map(describeArgument).join(' ').slice(0, 500)}`);
    }
    for (const url of session.request404s ?? []) console.log(`    not found: ${url}`);
    totals.passed += passed.length;
    totals.skipped += skipped.length;
  }

  return {
    start({ testFiles }) {
      console.log(`\nChromium, ${world}: ${testFiles.length} files`);
    },
    reportTestFileResults({ sessionsForTestFile }) {
      sessionsForTestFile.forEach(reportSession);
    },
  };
}
