export { openSmsGateway, type SmsGateway } from './open-sms-gateway.ts'
export { readSmsSender, readSmsUrl, type SmsServer } from './read-sms-url.ts'
export { sendSms, type SentSms } from './send-sms.ts'
export { SmsNotSent } from './sms-not-sent.ts'
