/* Files from a drop, with what is in dropped folders, and from the two file choosers. */

const NEVER = /(^|\/)(\.[^/]*|__MACOSX\/.*|Thumbs\.db|desktop\.ini)$/i;

/** Calls `take([{ file, name }])` whenever the member hands over files; `name` has the folders. */
export function choosing({ zone, fileInput, folderInput, take }) {
  const fromInput = (input) => {
    const chosen = Array.from(input.files, (file) => ({ file, name: file.webkitRelativePath || file.name }));
    input.value = ""; // the same file may be chosen again
    take(chosen.filter(({ name }) => !NEVER.test(name)));
  };
  fileInput.addEventListener("change", () => fromInput(fileInput));
  folderInput.addEventListener("change", () => fromInput(folderInput));
  // Anywhere on the page: a file that misses the zone must not replace the page.
  addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) zone.classList.remove("over");
  });
  addEventListener("drop", async (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    const chosen = await dropped(event.dataTransfer);
    take(chosen.filter(({ name }) => !NEVER.test(name)));
  });
}

/** Files of a drop. Entries must be taken before the first await: the drop is over after it. */
async function dropped(transfer) {
  const roots = Array.from(transfer.items, (item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!roots.length) return Array.from(transfer.files, (file) => ({ file, name: file.name }));
  const found = [];
  for (const root of roots) await walk(root, found);
  return found;
}

async function walk(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
    if (file) found.push({ file, name: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    // It gives at most a hundred at a time, and none when all were given.
    const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (!some.length) return;
    for (const inner of some) await walk(inner, found);
  }
}
