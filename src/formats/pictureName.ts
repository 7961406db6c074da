/** Whether a name is that of a picture, of a colourbar that is. */
export function isPictureName(name: string): boolean {
  return /\.(png|jpe?g|webp|tiff?|gif|avif|bmp|p[bgpn]m)$/i.test(name);
}
