/** Hands a table over as a file. What marks it as UTF-8 for spreadsheets is lost on the way, and put back. */
export function saveTable(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
