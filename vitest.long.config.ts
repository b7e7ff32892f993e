import { configDefaults, mergeConfig } from 'vitest/config'
import usual from './vitest.config.ts'

const { include: _, exclude: __, ...test } = usual.test ?? {}

export default mergeConfig(
  { test },
  {
    test: {
      include: ['packages/**/*.long.test.ts', 'apps/**/*.long.test.ts', 'scripts/**/*.long.test.ts'],
      exclude: configDefaults.exclude,
      testTimeout: 120_000,
      isolate: true,
    },
  },
)
