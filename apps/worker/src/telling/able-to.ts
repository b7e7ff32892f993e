import type { NoticeChannel } from '@polyclinic/control'
import type { TaskContext } from '../queue/task.ts'

/** The ways that this installation has. */
export const ableTo = ({ mailer }: TaskContext): ReadonlySet<NoticeChannel> =>
  new Set<NoticeChannel>([...(mailer ? (['email'] as const) : [])])
