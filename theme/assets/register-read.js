// All rows of a register that takes several pages, read in small pieces: sorted by a column, or those with the words.
// What the files hold, and why, is told in generator/render/registers (all_rows.py, row_orders.py, row_grams.py).

// So many pieces are read to sort what the words leave, or in one go to find more of it.
const MOST_SORTED = 40;
const MOST_LOOKED_THROUGH = 60;
const AT_ONCE = 6;

/** Returns what reads the files of a folder, each once. */
function reader(folder) {
  const known = new Map();
  return (name) => {
    if (!known.has(name)) {
      const asked = fetch(folder + name).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${name}`);
        return answer.json();
      });
      asked.catch(() => known.delete(name));
      known.set(name, asked);
    }
    return known.get(name);
  };
}

/** Opens the rows of a folder. `plain` folds a text as the filter compares it. */
export async function openRows(folder, plain) {
  const read = reader(folder);
  const about = await read("about.json");

  /** Returns the rows of a piece: a tbody each, and the name of its group where there are groups. */
  async function piece(number) {
    const { html, groups } = await read(`piece-${number}.json`);
    const table = document.createElement("table");
    table.innerHTML = html;
    return [...table.tBodies].map((body, place) => {
      body.removeAttribute("id");
      return { number: number * about.piece + place, body, group: groups[place] || "", grouped: groups.length > 0 };
    });
  }

  async function inPieces(numbers) {
    const found = new Map();
    for (let at = 0; at < numbers.length; at += AT_ONCE) {
      const part = numbers.slice(at, at + AT_ONCE);
      (await Promise.all(part.map(piece))).forEach((rows, place) => found.set(part[place], rows));
    }
    return found;
  }

  /** Returns the place in the file of what stands at a place of the sorted list: groups stay, empty cells stand last. */
  function turned(place, groups, direction) {
    let start = 0;
    for (const [filled, empty] of groups) {
      if (place < start + filled + empty) {
        const within = place - start;
        return direction < 0 && within < filled ? start + filled - 1 - within : place;
      }
      start += filled + empty;
    }
    return place;
  }

  /** Sorted by a column: `readNext` returns the next rows. */
  function sorted(column, direction) {
    let shown = 0;
    return {
      total: about.rows,
      async readNext(count) {
        const places = [];
        for (let each = shown; each < Math.min(shown + count, about.rows); each += 1) {
          places.push(turned(each, about.orders[column], direction));
        }
        const parts = [...new Set(places.map((place) => Math.floor(place / about.part)))];
        const orders = new Map();
        await Promise.all(parts.map(async (part) => orders.set(part, await read(`order-${column}-${part}.json`))));
        const numbers = places.map((place) => orders.get(Math.floor(place / about.part))[place % about.part]);
        const found = await inPieces([...new Set(numbers.map((number) => Math.floor(number / about.piece)))]);
        shown += places.length;
        return {
          rows: numbers.map((number) => found.get(Math.floor(number / about.piece))[number % about.piece]),
          done: shown >= about.rows,
        };
      },
    };
  }

  function gramsOf(word) {
    const signs = [...word];
    return signs.length < 2 ? signs : signs.slice(1).map((sign, place) => signs[place] + sign);
  }

  function fileOf(gram) {
    let number = 0;
    for (const sign of gram) number = number * 31 + sign.codePointAt(0);
    return number % about.grams;
  }

  /** Returns the pieces that may hold all the words, in their order. */
  async function candidates(words) {
    const grams = [...new Set(words.flatMap(gramsOf))];
    const lists = await Promise.all(grams.map(async (gram) => (await read(`grams-${fileOf(gram)}.json`))[gram]));
    let left = null;
    for (const steps of lists) {
      if (!steps) return [];
      if (!steps.length) continue; // in too many pieces to be listed
      let at = 0;
      const pieces = steps.map((step) => { at += step; return at; });
      const held = new Set(pieces);
      left = left === null ? pieces : left.filter((number) => held.has(number));
    }
    return left === null ? [...Array(Math.ceil(about.rows / about.piece)).keys()] : left;
  }

  const holds = (row, words) => {
    const text = plain(row.body.textContent);
    return words.every((word) => text.includes(word));
  };

  /** Those with the words: `readNext` returns the next, in the order of the register, or sorted where they are few. */
  async function found(words, sortRows) {
    const pieces = await candidates(words);
    if (sortRows && pieces.length <= MOST_SORTED) {
      const all = [...(await inPieces(pieces)).values()].flat().filter((row) => holds(row, words));
      return shownFrom(sortRows(all));
    }
    let at = 0;
    let waiting = [];
    return {
      total: null,
      unsorted: Boolean(sortRows),
      async readNext(count) {
        const end = Math.min(at + MOST_LOOKED_THROUGH, pieces.length);
        while (waiting.length < count && at < end) {
          const part = pieces.slice(at, Math.min(at + AT_ONCE, end));
          const more = [...(await inPieces(part)).values()].flat();
          waiting.push(...more.filter((row) => holds(row, words)));
          at += part.length;
        }
        const rows = waiting.slice(0, count);
        waiting = waiting.slice(count);
        return { rows, done: at >= pieces.length && !waiting.length };
      },
    };
  }

  function shownFrom(rows) {
    let shown = 0;
    return {
      total: rows.length,
      async readNext(count) {
        const part = rows.slice(shown, shown + count);
        shown += part.length;
        return { rows: part, done: shown >= rows.length };
      },
    };
  }

  return { rows: about.rows, sorted, found };
}
