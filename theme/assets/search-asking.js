// Whether what was typed sounds like a question; if so, search-questions.js is fetched to look for its answer.

const ASKED = new RegExp([
  "[?？]", "[吗嗎呢嘛么麼]", "请问|咨询|求助|几多",
  "怎|咋|如何|为何|为啥|啥|什么|哪|多少|多久|多大|多高|多长|多远|好多|好久|[谁誰]",
  "[几幾](?:天|年|个|次|岁|号|点|月|时|钱)|几(?:十|百|千)?万", "是否|能否|可否|有无",
  // 能不能, 要不要, 有没有
  "([\\u4e00-\\u9fff])[不没沒]\\1", "(?:[没沒]得|[没沒]有?|不)[ 。！!]*$",
].join("|"), "u");
const TELLING = /^(?:我|俺|咱|家里|老家)|我[家们妈爸想要是有]|(?:可以|能|需要|应该|想).{2,}/u;
// What people want to know of a matter, without a word of asking.
const MATTER = /条件|标准|额度|材料|流程|手续|优惠|补[贴助]|费用|资格|期限|办理|申请|申领|登记|免费|减免|报销|还是|起征点|税率|比例|金额|限额|门槛|上限|封顶|到账|截止|不批|不给|不让/u;

/** How much a text sounds like a question: 2 it is one, 1 it may be, 0 it is none. What is in quotation marks is none. */
export function soundsLikeQuestion(text) {
  if (/["“”「」]|^\S*[-－]\S+ |《/u.test(text) || Array.from(text).filter((char) => /[\u3400-\u9fff]/u.test(char)).length < 3) return 0;
  if (ASKED.test(text)) return 2;
  return TELLING.test(text) || MATTER.test(text) ? 1 : 0;
}

/**
 * Returns the function that answers what is typed, in the part of the page that is for answers. Whatever is missing is
 * said there; the search beside it goes its own way.
 */
export function makeAnswers(page) {
  const panel = page.querySelector("[data-answer]");
  if (!panel) return () => {}; // a portal has a page of its own, from before there were answers
  let [turn, last] = [0, ""];
  const show = (state, ...parts) => {
    panel.textContent = "";
    panel.append(...parts);
    panel.hidden = !parts.length;
    panel.dataset.state = state;
  };
  return async (query) => {
    // What is filtered or sorted is the same question still; what could not be read is asked again.
    if (query === last && panel.dataset.state !== "failed") return;
    last = query;
    turn += 1;
    const mine = turn;
    const sounds = soundsLikeQuestion(query);
    show(sounds ? "loading" : "idle");
    if (!sounds) return;
    try {
      const { answer } = await import("./search-questions.js");
      const { state, parts } = await answer(query, page.dataset.root, sounds > 1);
      if (mine === turn) show(state, ...parts);
    } catch (error) {
      console.error(error);
      if (mine !== turn) return;
      const told = document.createElement("p");
      told.textContent = "问答没有读到，现在还不能说有没有现成的答复。请过一会儿再问一次。";
      show("failed", told);
    }
  };
}
