import type { Feed } from '@polyclinic/contract'
import type { PersonalSeal } from '@polyclinic/guard'
import type { FeedRow } from './feed-queries.ts'

export const feedNamePlace = 'calendar_feed.name'

export const feedDocument = (row: FeedRow, own: PersonalSeal): Feed => ({
  id: row.id,
  kind: row.kind,
  name: own.open(row.sealedName, feedNamePlace),
  ...(row.slug !== null && { clinic: row.slug }),
  ...(row.kind === 'patient' && { patients: row.patientIds }),
  createdAt: row.createdAt.toISOString(),
  ...(row.lastUsedAt && { lastUsedAt: row.lastUsedAt.toISOString() }),
})
