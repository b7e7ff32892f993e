import type { Member } from '@polyclinic/contract'
import { Badge, Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAct, useAsk } from '../../api/index.ts'
import { ConfirmDialog } from '../../elements/confirm-dialog.tsx'
import { Asked } from '../../elements/index.ts'
import { renew, useMe } from '../../session/index.ts'
import { todayIn, useTime } from '../../time/index.ts'
import { RecordList, RecordRow, useHere, useZone } from '../office/index.ts'
import { useDoctorName } from './use-doctor-name.ts'

export function Members() {
  const { t } = useTranslation(['office', 'clinic', 'shell'])
  const me = useMe()
  const time = useTime()
  const zone = useZone()
  const doctorName = useDoctorName()
  const [leaving, setLeaving] = useState<Member>()
  const members = useAsk('listMembers', { clinic: useHere() })
  return (
    <Asked of={members}>
      {({ body: { items } }) => (
        <>
          <RecordList label={t('clinic:pages.members')}>
            {items.map((member) => (
              <RecordRow
                key={member.id}
                title={member.email}
                badge={
                  <Badge variant="outline" tt="none">
                    {t(`members.role.${member.role}`)}
                  </Badge>
                }
                facts={[
                  member.doctor && doctorName(member.doctor),
                  t('members.since', { day: time.date(todayIn(zone, new Date(member.since))) }),
                  member.email === me?.email && t('members.you'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
                actions={
                  <Button
                    variant="default"
                    mih={44}
                    aria-label={t('removeNamed', { name: member.email })}
                    onClick={() => setLeaving(member)}
                  >
                    {t('shell:remove')}
                  </Button>
                }
              />
            ))}
          </RecordList>
          {leaving && <Leaving member={leaving} onDone={() => setLeaving(undefined)} />}
        </>
      )}
    </Asked>
  )
}

function Leaving({ member, onDone }: { readonly member: Member; readonly onDone: () => void }) {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const me = useMe()
  const remove = useAct('removeMember', ['listMembers'])
  const role = t(`members.role.${member.role}`)
  const isLastAdmin = isProblem(remove.error, 'outside-policy')
  const go = () =>
    remove.mutate(
      { clinic, params: { member: member.id } },
      {
        onSuccess: () => {
          onDone()
          // what one may oneself is known under a token that says it
          if (member.email === me?.email) void renew()
        },
      },
    )
  return (
    <ConfirmDialog
      title={t('removeNamed', { name: member.email })}
      verb={t('members.remove')}
      grave
      busy={remove.isPending}
      error={isLastAdmin ? undefined : remove.error}
      onConfirm={go}
      onClose={onDone}
    >
      <Text className="breaks">{t('members.removeText', { email: member.email, role })}</Text>
      {isLastAdmin && (
        <Text role="alert" c="var(--mantine-color-error)">
          {t('members.lastAdmin')}
        </Text>
      )}
    </ConfirmDialog>
  )
}
