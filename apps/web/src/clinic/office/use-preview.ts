import type { CalendarPreview, Proposal } from '@polyclinic/contract'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/index.ts'
import { useHere } from './use-here.ts'

export interface Preview {
  readonly effect: CalendarPreview | undefined
  readonly error: unknown
  /** What is shown belongs to a former form, and the next is on its way */
  readonly old: boolean
}

/** What a change would do to the calendar, asked while the form is filled in. */
export function usePreview(proposal: Proposal | undefined, saving = false): Preview {
  const clinic = useHere()
  const text = proposal && JSON.stringify(proposal)
  const [settled] = useDebouncedValue(text, 250)
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['previewCalendar', clinic, settled],
    queryFn: ({ signal }) =>
      call('previewCalendar', { clinic, body: JSON.parse(settled ?? '') as Proposal, signal }),
    // while it is saved it would be refused for being there already
    enabled: settled !== undefined && !saving,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  return {
    effect: text === undefined ? undefined : data?.body,
    error: text === settled ? error : undefined,
    old: text !== settled || isPlaceholderData,
  }
}

/** What a save does, for its button: `Save: 24 times go, 3 visits need another time`. */
export function useConsequence(): (preview: Preview, verb?: string) => string {
  const { t } = useTranslation('office')
  return ({ effect, old }, verb = t('shell:save')) => {
    if (!effect || old) return verb
    const parts = [
      effect.added.count > 0 && t('preview.added', { count: effect.added.count }),
      effect.removed.count > 0 && t('preview.removed', { count: effect.removed.count }),
      effect.restored > 0 && t('preview.restored', { count: effect.restored }),
      effect.displaced.count > 0 && t('preview.displaced', { count: effect.displaced.count }),
    ].filter((part) => part !== false)
    return parts.length === 0 ? verb : `${verb}: ${parts.join(', ')}`
  }
}
