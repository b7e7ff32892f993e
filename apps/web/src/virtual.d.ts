/** `METHOD path` by the id of the route; made by `build/route-table.ts` from the contract. */
declare module 'virtual:route-table' {
  const table: Readonly<Record<string, string>>
  export default table
}
