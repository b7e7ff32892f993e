import type { Invitation } from '@polyclinic/contract'
import { Badge, Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAct, useAsk } from '../../api/index.ts'
import { Asked, ProblemNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { RecordList, RecordRow, useHere, useZone } from '../office/index.ts'
import { useDoctorName } from './use-doctor-name.ts'

/** Whose answer is awaited. */
export function Invitations() {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const invitations = useAsk('listInvitations', { clinic })
  return (
    <Asked of={invitations} lines={1}>
      {({ body: { items } }) =>
        items.length === 0 ? (
          <Text c="dimmed">{t('members.noneInvited')}</Text>
        ) : (
          <RecordList label={t('members.invited')}>
            {items.map((invitation) => (
              <Row key={invitation.id} invitation={invitation} />
            ))}
          </RecordList>
        )
      }
    </Asked>
  )
}

function Row({ invitation }: { readonly invitation: Invitation }) {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const time = useTime()
  const zone = useZone()
  const doctorName = useDoctorName()
  const resend = useAct('resendInvitation', ['listInvitations'])
  const withdraw = useAct('withdrawInvitation', ['listInvitations'])
  const { id, email, role, doctor, expiresAt, expired } = invitation
  const input = { clinic, params: { invitation: id } }
  const facts = [
    doctor && doctorName(doctor),
    expired ? t('members.expired') : t('members.until', { day: time.moment(expiresAt, zone) }),
    resend.isSuccess && t('members.sentAgain'),
  ]
  return (
    <RecordRow
      title={email}
      badge={
        <Badge variant="outline" tt="none">
          {t(`members.role.${role}`)}
        </Badge>
      }
      facts={
        <Stack gap="xs">
          <span role="status">{facts.filter(Boolean).join(' · ')}</span>
          <ProblemNote error={resend.error ?? withdraw.error} />
        </Stack>
      }
      actions={
        <>
          <Button
            variant="default"
            mih={44}
            loading={resend.isPending}
            aria-label={t('members.resendTo', { email })}
            onClick={() => resend.mutate(input)}
          >
            {t('members.resend')}
          </Button>
          <Button
            variant="default"
            mih={44}
            loading={withdraw.isPending}
            aria-label={t('members.withdrawOf', { email })}
            onClick={() => withdraw.mutate(input)}
          >
            {t('members.withdraw')}
          </Button>
        </>
      }
    />
  )
}
