import { useAsk } from '../../api/index.ts'
import { useHere } from '../office/index.ts'

/** A doctor's name by their identifier; nothing until it is known. */
export function useDoctorName(): (id: string) => string | undefined {
  const { data } = useAsk('listDoctorRecords', { clinic: useHere() }, { staleTime: 60_000 })
  return (id) => data?.body.items.find((doctor) => doctor.id === id)?.name
}
