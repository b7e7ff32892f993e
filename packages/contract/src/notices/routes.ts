import { listVisitNoticesRoute, sendNotificationRoute } from './notice-routes.ts'
import { editNoticePreferencesRoute, showNoticePreferencesRoute } from './preference-routes.ts'

export const noticeRoutes = {
  listVisitNotices: listVisitNoticesRoute,
  sendNotification: sendNotificationRoute,
  showNoticePreferences: showNoticePreferencesRoute,
  editNoticePreferences: editNoticePreferencesRoute,
}
