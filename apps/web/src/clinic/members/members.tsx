import type { Member } from '@polyclinic/contract'
import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAct, useAsk } from '../../api/index.ts'
import { Asked, ProblemNote } from '../../elements/index.ts'
import { useMe } from '../../session/index.ts'
import { useTime } from '../../time/index.ts'
import { Dialog, RecordList, RecordRow, useHere } from '../office/index.ts'
import { useDoctorName } from './use-doctor-name.ts'

export function Members() {
  const { t } = useTranslation(['office', 'clinic', 'shell'])
  const me = useMe()
  const time = useTime()
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
                  t('members.since', { day: time.ownMoment(member.since) }),
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
  const { t } = useTranslation(['office', 'shell'])
  const clinic = useHere()
  const remove = useAct('removeMember', ['listMembers'])
  const role = t(`members.role.${member.role}`)
  return (
    <Dialog title={t('removeNamed', { name: member.email })} size="md" onClose={onDone}>
      <Stack>
        <Text className="breaks">{t('members.removeText', { email: member.email, role })}</Text>
        {isProblem(remove.error, 'outside-policy') ? (
          <Text role="alert" c="var(--mantine-color-error)">
            {t('members.lastAdmin')}
          </Text>
        ) : (
          <ProblemNote error={remove.error} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone} data-autofocus>
            {t('shell:cancel')}
          </Button>
          <Button
            color="red"
            mih={44}
            loading={remove.isPending}
            onClick={() => remove.mutate({ clinic, params: { member: member.id } }, { onSuccess: onDone })}
          >
            {t('members.remove')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
