export { checkTemplate } from './check-template.ts'
export { findNoticeTemplate, type OwnWords } from './find-templates.ts'
export { type FindUnfit, noticeTemplates } from './notice-templates.ts'
