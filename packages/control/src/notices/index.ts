export type { NoticeChannel, NoticedClinic, NoticedVisit, NoticeFacts, NoticeKind } from './notice.ts'
