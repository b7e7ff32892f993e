/** What a clinic can begin with: the staffings that come with the service. */
export const templates = ['family-practice', 'general-hospital'] as const
