// Quotations in curly marks, with who said them where that stands right behind.
import { createInterface } from "node:readline";

const quotation = /(“[^“”\n]+”)(?: (said|wrote|added) ((?:[A-Z][\w'’-]+ ?)+)| ((?:[A-Z][\w'’-]+ ?)+) (said|wrote|added))?/gu;

// JavaScript counts UTF-16 units; offsets count code points. A text alone would do as well.
function span(text, found, group) {
  if (found.indices[group] === undefined) return [];
  const [start, end] = found.indices[group].map((unit) => [...text.slice(0, unit)].length);
  return [{ start, end }];
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, text } = JSON.parse(line);
  const attributions = [...text.matchAll(new RegExp(quotation, "dgu"))].map((found) => ({
    content: span(text, found, 1),
    cue: [...span(text, found, 2), ...span(text, found, 5)],
    source: [...span(text, found, 3), ...span(text, found, 4)],
  }));
  process.stdout.write(JSON.stringify({ id, attributions }) + "\n");
}
