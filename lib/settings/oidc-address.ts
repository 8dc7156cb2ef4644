/** Where the provider sends people back to; its operator enters this address there. @param publicUrl without a slash at its end */
export const oidcRedirectUri = (publicUrl: string): string => `${publicUrl}/api/v1/sign-in/oidc/callback`;
