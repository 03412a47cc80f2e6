// Other ways of writing what was typed: numbers of documents, dates, ordinals. Each function takes the text of a term and
// returns the texts that mean the same, or none.

const DIGITS = "〇一二三四五六七八九";
const HAN_NUMBER = /[〇零一二三四五六七八九十百]+/u;
const year = (text) => Array.from(text, (digit) => DIGITS[digit]).join("");

/** Returns a number below a thousand in Chinese, as ordinals and dates are written. */
export function inHan(number) {
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const one = ones ? DIGITS[ones] : "";
  const ten = tens ? `${tens > 1 || hundreds ? DIGITS[tens] : ""}十` : "";
  if (!hundreds) return ten + one || DIGITS[0];
  return `${DIGITS[hundreds]}百${ten || !one ? ten : "零"}${one}`;
}

/** Returns the number that is written in Chinese, or NaN. */
export function fromHan(text) {
  const match = /^(?:([一二三四五六七八九])百)?零?(?:([一二三四五六七八九]?)(十))?零?([一二三四五六七八九]?)$/u.exec(text);
  if (!match || !text) return /^[〇零]$/u.test(text) ? 0 : NaN;
  const digit = (each) => (each ? DIGITS.indexOf(each) : 0);
  return digit(match[1]) * 100 + (match[3] ? (digit(match[2]) || 1) * 10 : 0) + digit(match[4]);
}

/** The number of a document, with or without its year, brackets, 第, 号 and leading noughts: 2021-50, 第050号. */
export function numberForms(text) {
  const plain = text.normalize("NFKC").replace(/\s/gu, "");
  const dated = /^(\D*?)[[(〔【「]?((?:19|20)\d\d)[\])〕】」]?年?[-–—_/.·]*第?[-–—]*0*(\d{1,4})号?$/u.exec(plain);
  if (dated) {
    const [, before, of, number] = dated;
    return [`${before}〔${of}〕${number}号`, `${before}〔${of}〕第${number}号`, `${before}${of}年第${number}号`];
  }
  const bare = /^(?:第|NO\.?)?0*(\d{1,4})号?$/iu.exec(plain);
  return bare && !/^\d+$/u.test(plain) ? [`〕${bare[1]}号`, `第${bare[1]}号`, `第${inHan(Number(bare[1]) % 1000)}号`] : [];
}

const ORDINAL = /第(\d{1,3}|[〇零一二三四五六七八九十百]+)(?=[次届批期条章季个轮号])/u;

/** Ordinals in the other figures: 第3次 and 第三次. */
export function ordinalForms(text) {
  const match = ORDINAL.exec(text);
  if (!match) return [];
  const other = HAN_NUMBER.test(match[1]) ? fromHan(match[1]) : inHan(Number(match[1]));
  return Number.isNaN(other) ? [] : [text.replace(match[0], `第${other}`)];
}

const DATES = [
  /(\d{4})年(\d{1,2})月(?:(\d{1,2})[日号]?)?/u,
  /(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)/u,
  /((?:19|20)\d\d)(0[1-9]|1[0-2])(?:([0-3]\d))?(?!\d)/u,
];
const HAN_DATE = /([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号]?)?/u;

/** Returns the date in a text: its year, month and perhaps day, and where it stands; or nothing. */
export function readDate(text) {
  const plain = text.normalize("NFKC");
  const told = (match, parts) => {
    const [of, month, day] = parts.map((part) => (part === undefined ? 0 : Number(part)));
    const fits = of > 1900 && of < 2200 && month >= 1 && month <= 12 && day <= 31;
    const rest = [plain.slice(0, match.index), plain.slice(match.index + match[0].length)];
    return fits ? { year: of, month, day, rest: rest.map((each) => each.trim()).filter(Boolean) } : undefined;
  };
  const [written, dashed, packed] = DATES.map((each) => each.exec(plain));
  if (written) return told(written, [written[1], written[2], written[3]]);
  if (dashed) return told(dashed, [dashed[1], dashed[3], dashed[4]]);
  if (packed) return told(packed, [packed[1], packed[2], packed[3]]);
  const han = HAN_DATE.exec(plain);
  if (!han) return undefined;
  const of = Array.from(han[1].replace(/[零○]/gu, "〇"), (each) => DIGITS.indexOf(each)).join("");
  return told(han, [of, fromHan(han[2]), han[3] && fromHan(han[3])]);
}

/** Returns the ways to write a date. */
export function dateForms({ year: of, month, day }) {
  const two = (number) => String(number).padStart(2, "0");
  const marks = ["-", "/", "."];
  if (!day) {
    return [`${of}年${month}月`, `${of}年${two(month)}月`, `${year(String(of))}年${inHan(month)}月`,
      ...marks.map((mark) => `${of}${mark}${two(month)}`), ...marks.map((mark) => `${of}${mark}${month}${mark}`)];
  }
  return [`${of}年${month}月${day}日`, `${of}年${two(month)}月${two(day)}日`,
    `${year(String(of))}年${inHan(month)}月${inHan(day)}日`,
    ...marks.flatMap((mark) => [`${of}${mark}${two(month)}${mark}${two(day)}`, `${of}${mark}${month}${mark}${day}`])];
}

/** What a word for a year means on a day: of all steps only this one asks what day it is. */
export function relativeYear(text, today) {
  const back = { 今年: 0, 本年: 0, 本年度: 0, 去年: 1, 上年: 1, 上年度: 1, 前年: 2 };
  const word = Object.keys(back).sort((a, b) => b.length - a.length).find((each) => text.includes(each));
  if (!word) return undefined;
  const of = today.getFullYear() - back[word];
  return { word, year: of, rest: text.split(word).map((each) => each.trim()).filter(Boolean) };
}
