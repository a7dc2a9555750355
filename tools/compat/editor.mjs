export async function checkEditor() {
  return [];
}
