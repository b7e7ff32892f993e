import type { Task } from '../queue/task.ts'
import { answerEmailRequest } from './answer-email-request.ts'
import { checkErasuresAtClinic } from './check-erasures-at-clinic.ts'
import { checkErasures } from './check-erasures.ts'
import { eraseAtClinic } from './erase-at-clinic.ts'
import { forgetEnded } from './forget-ended.ts'
import { forgetOldMails } from './forget-old-mails.ts'
import { forgetOldProofs } from './forget-old-proofs.ts'
import { mergePatient } from './merge-patient.ts'
import { planAllReminders } from './plan-all-reminders.ts'
import { planReminders } from './plan-reminders.ts'
import { queueDueNotices } from './queue-due-notices.ts'
import { relayOutbox } from './relay-outbox.ts'
import { refreshPatient } from './refresh-patient.ts'
import { sealControlAudit } from './seal-control-audit.ts'
import { sendMail } from './send-mail.ts'
import { sendNotice } from './send-notice.ts'
import { tendClinic } from './tend-clinic.ts'
import { tendClinics } from './tend-clinics.ts'
import { topUpCalendar } from './top-up-calendar.ts'
import { topUpCalendars } from './top-up-calendars.ts'

export const tasks: readonly Task[] = [
  topUpCalendars(),
  topUpCalendar,
  tendClinics(),
  tendClinic,
  relayOutbox,
  sealControlAudit,
  sendMail,
  sendNotice,
  queueDueNotices,
  planAllReminders(),
  planReminders,
  forgetOldMails,
  refreshPatient,
  mergePatient,
  answerEmailRequest,
  forgetOldProofs,
  forgetEnded,
  eraseAtClinic,
  checkErasures(),
  checkErasuresAtClinic,
]

/** In UTC. A night or an hour that nobody was there for is made up for by whoever comes within the next day. */
export const schedule = `17 1 * * * top-up-calendars ?fill=1d&jobKey=top-up-calendars&max=12
47 1 * * * forget-old-mails ?fill=1d&jobKey=forget-old-mails&max=12
* * * * * queue-due-notices ?jobKey=queue-due-notices&max=12
23 * * * * plan-all-reminders ?fill=1h&jobKey=plan-all-reminders&max=12
53 1 * * * forget-ended ?fill=1d&jobKey=forget-ended&max=12
3 * * * * tend-clinics ?fill=1h&jobKey=tend-clinics&max=12
33 * * * * seal-control-audit ?fill=1h&jobKey=seal-control-audit&max=12
47 2 * * * check-erasures ?fill=1d&jobKey=check-erasures&max=12
41 * * * * forget-old-proofs ?fill=1h&jobKey=forget-old-proofs&max=12`
