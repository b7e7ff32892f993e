import type { AssignmentDocument, ShiftDocument } from '@polyclinic/contract'
import { Anchor, Button, Group, Stack, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote } from '../../elements/index.ts'
import { useTime, useWeekday, weekdays } from '../../time/index.ts'
import { EditAndRemove, RecordList, RecordRow, Removal, useHere } from '../office/index.ts'
import { AssignmentEditor } from './assignment-editor.tsx'

/** Which shifts a doctor works, and on which weekdays. */
export function Assignments({ doctor, canAdd }: { readonly doctor: string; readonly canAdd: boolean }) {
  const { t } = useTranslation('office')
  const clinic = useHere()
  const [edited, setEdited] = useState<AssignmentDocument | 'new'>()
  const [removed, setRemoved] = useState<AssignmentDocument>()
  const shifts = useAsk('listShifts', { clinic })
  const assignments = useAsk('listAssignments', { clinic, params: { doctor } })
  const shiftOf = (id: string) => shifts.data?.body.items.find((shift) => shift.id === id)
  return (
    <Stack component="section" aria-labelledby="week" gap="sm">
      <Group justify="space-between">
        <Title order={2} size="h4" id="week">
          {t('assignments.title')}
        </Title>
        {canAdd && (
          <Button
            variant="light"
            mih={44}
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setEdited('new')}
          >
            {t('assignments.add')}
          </Button>
        )}
      </Group>
      <Asked of={assignments}>
        {({ body: { items } }) =>
          items.length === 0 ? (
            <EmptyNote title={t('assignments.none')}>
              {shifts.data?.body.items.length === 0 && (
                <Anchor component={Link} to={`/clinic/${clinic}/shifts`}>
                  {t('assignments.shiftsFirst')}
                </Anchor>
              )}
            </EmptyNote>
          ) : (
            <RecordList label={t('assignments.title')}>
              {items.map((each) => (
                <Row
                  key={each.id}
                  assignment={each}
                  shift={shiftOf(each.shift)}
                  onEdit={() => setEdited(each)}
                  onRemove={() => setRemoved(each)}
                />
              ))}
            </RecordList>
          )
        }
      </Asked>
      {edited && (
        <AssignmentEditor
          doctor={doctor}
          shifts={shifts.data?.body.items ?? []}
          assignment={edited === 'new' ? undefined : edited}
          onDone={() => setEdited(undefined)}
        />
      )}
      {removed && (
        <Removal
          kind="Assignment"
          params={{ doctor }}
          doc={removed}
          title={t('assignments.remove')}
          text={t('assignments.removeText', { name: shiftOf(removed.shift)?.name })}
          proposal={{ change: 'assignment', doctor, id: removed.id, to: null }}
          onDone={() => setRemoved(undefined)}
        />
      )}
    </Stack>
  )
}

interface RowProps {
  readonly assignment: AssignmentDocument
  readonly shift: ShiftDocument | undefined
  readonly onEdit: () => void
  readonly onRemove: () => void
}

function Row({ assignment, shift, onEdit, onRemove }: RowProps) {
  const { t } = useTranslation('office')
  const weekday = useWeekday()
  const time = useTime()
  const { validFrom, validUntil } = assignment
  const days = weekdays.filter((day) => assignment.weekdays.includes(day)).map((day) => weekday(day))
  const facts = [
    shift && `${time.wallTime(shift.from)} – ${time.wallTime(shift.until)}`,
    days.join(', '),
    validFrom && t('assignments.since', { day: time.longDay(validFrom) }),
    validUntil && t('assignments.until', { day: time.longDay(validUntil) }),
  ]
  const name = shift?.name ?? '…'
  return (
    <RecordRow
      title={name}
      facts={facts.filter(Boolean).join(' · ')}
      actions={<EditAndRemove name={name} onEdit={onEdit} onRemove={onRemove} />}
    />
  )
}
