import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'scripts/**/*.test.ts'],
    // those that start, kill and fill whole installations have a command of their own: npm run test:long
    // nor those in a browser: npm run test:browser
    exclude: [...configDefaults.exclude, '**/*.long.test.ts', 'apps/web/browser/**'],
    globalSetup: ['scripts/testing/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // a fifth of the time went into importing the same files for each test file again; no file replaces modules
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
})
