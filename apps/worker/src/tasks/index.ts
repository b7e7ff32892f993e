import type { Task } from '../queue/task.ts'
import { answerEmailRequest } from './answer-email-request.ts'
import { checkErasuresAtClinic } from './check-erasures-at-clinic.ts'
import { checkErasures } from './check-erasures.ts'
import { deliverWebhook } from './deliver-webhook.ts'
import { eraseAtClinic } from './erase-at-clinic.ts'
import { forgetEnded } from './forget-ended.ts'
import { forgetLiveEvents } from './forget-live-events.ts'
import { forgetOldMails } from './forget-old-mails.ts'
import { forgetOldNotices } from './forget-old-notices.ts'
import { forgetOldProofs } from './forget-old-proofs.ts'
import { mergePatient } from './merge-patient.ts'
import { planAllReminders } from './plan-all-reminders.ts'
import { planReminders } from './plan-reminders.ts'
import { queueDueNotices } from './queue-due-notices.ts'
import { relayOutbox } from './relay-outbox.ts'
import { followFreeDays } from './follow-free-days.ts'
import { refreshSearch } from './refresh-search.ts'
import { refreshPatient } from './refresh-patient.ts'
import { sealControlAudit } from './seal-control-audit.ts'
import { sendMail } from './send-mail.ts'
import { sendNotice } from './send-notice.ts'
import { sweepOutboxes } from './sweep-outboxes.ts'
import { tendClinic } from './tend-clinic.ts'
import { tendClinics } from './tend-clinics.ts'
import { tendWebhooks } from './tend-webhooks.ts'
import { topUpCalendar } from './top-up-calendar.ts'
import { topUpCalendars } from './top-up-calendars.ts'

export const tasks: readonly Task[] = [
  topUpCalendars(),
  topUpCalendar,
  tendClinics(),
  tendClinic,
  relayOutbox,
  sweepOutboxes,
  deliverWebhook,
  tendWebhooks,
  refreshSearch,
  followFreeDays,
  sealControlAudit,
  sendMail,
  sendNotice,
  queueDueNotices,
  planAllReminders(),
  planReminders,
  forgetOldNotices,
  forgetOldMails,
  refreshPatient,
  mergePatient,
  answerEmailRequest,
  forgetOldProofs,
  forgetLiveEvents,
  forgetEnded,
  eraseAtClinic,
  checkErasures(),
  checkErasuresAtClinic,
]

/** In UTC. A night or an hour that nobody was there for is made up for by whoever comes within the next day. */
export const schedule = `* * * * * sweep-outboxes ?jobKey=sweep-outboxes&max=2
17 1 * * * top-up-calendars ?fill=1d&jobKey=top-up-calendars&max=12
47 1 * * * forget-old-mails ?fill=1d&jobKey=forget-old-mails&max=12
* * * * * queue-due-notices ?jobKey=queue-due-notices&max=12
23 * * * * plan-all-reminders ?fill=1h&jobKey=plan-all-reminders&max=12
57 1 * * * forget-old-notices ?fill=1d&jobKey=forget-old-notices&max=12
53 1 * * * forget-ended ?fill=1d&jobKey=forget-ended&max=12
3 * * * * tend-clinics ?fill=1h&jobKey=tend-clinics&max=12
13 * * * * tend-webhooks ?fill=1h&jobKey=tend-webhooks&max=12
33 * * * * seal-control-audit ?fill=1h&jobKey=seal-control-audit&max=12
47 2 * * * check-erasures ?fill=1d&jobKey=check-erasures&max=12
* * * * * follow-free-days ?jobKey=follow-free-days&max=3
*/5 * * * * forget-live-events ?jobKey=forget-live-events&max=3
41 * * * * forget-old-proofs ?fill=1h&jobKey=forget-old-proofs&max=12`
