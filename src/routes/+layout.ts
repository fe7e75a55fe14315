/** Pages are complete as sent; `src/enhance` adds what needs script, without sending data and markup twice. */
export const csr = false;
