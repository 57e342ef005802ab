/** A name for a text that does not give the text away. */

/** @param {ArrayBuffer|Uint8Array} bytes */
export const hex = (bytes) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {string} text @returns {Promise<string>} 64 hexadecimal digits */
export const sha256 = async (text) =>
  hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
