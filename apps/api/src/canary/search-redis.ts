import { Redis } from 'ioredis'
import type { WordFinder } from './word-finder.ts'

export interface RedisSearch {
  readonly keys: number
  /** `word (disguise)` */
  readonly found: readonly string[]
}

/** Reads all keys, and the values that hang on them as Redis would write them to a disk. */
export async function searchRedis(url: string, finder: WordFinder): Promise<RedisSearch> {
  const redis = new Redis(url)
  const reader = finder.open()
  let keys = 0
  for await (const batch of redis.scanStream({ count: 500 }) as AsyncIterable<string[]>) {
    for (const key of batch) {
      reader.read(Buffer.from(`${key}\n`))
      reader.read((await redis.dumpBuffer(key)) ?? Buffer.alloc(0))
    }
    keys += batch.length
  }
  redis.disconnect()
  return { keys, found: reader.found }
}
