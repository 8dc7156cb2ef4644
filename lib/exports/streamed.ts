/**
 * Pieces as they are asked for: nothing is read ahead of a reader who is slow.
 * @param over called once nothing more is read, however that came
 */
export function streamed(
  first: IteratorResult<string, unknown>,
  rest: AsyncGenerator<string>,
  over: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string, unknown> | null = first;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const piece: IteratorResult<string, unknown> = next ?? (await rest.next());
          next = null;
          if (piece.done === true) {
            over();
            controller.close();
          } else controller.enqueue(encoder.encode(piece.value));
        } catch (error) {
          over();
          throw error;
        }
      },
      async cancel() {
        over();
        await rest.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
