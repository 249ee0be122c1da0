/** True for variables whose value nobody else may read. */
export function isSecretName(name: string): boolean {
  return /(PASSWORD|PASS|TOKEN|SECRET|PRIVATE_KEY|API_KEY)$/i.test(name);
}
