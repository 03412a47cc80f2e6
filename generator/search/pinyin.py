"""The pinyin of a title, as tokens that no literal search can meet.

Initials are one token a character (政策解读 -> vz vc vj vd) and full pinyin one token a syllable
(yzheng yce yjie ydu), so that a query matches from syllable to syllable: ``angce`` does not find 政策.
The page cuts a query into syllables with the list below.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from generator.data import dataclass
from generator.patterns import pattern
from generator.pinyin.readings import readings, words

INITIAL = "v"
SYLLABLE = "y"
# Stands between two readings of a title: no initial and no syllable that can be typed.
SEAM = "yv"
# The commonest particle begins words too (的确), but behind another word mostly is itself (金额的|确定).
_OF = "的"
# From so many readings on, a further doubtful place gives one more, not twice as many; and so many places at most.
_COMBINED, _MOST_OTHERS = 4, 8

# Every reading of the characters of GBK, without tones, ü written v where u would be another syllable.
SYLLABLES = """
    a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce
    cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun
    chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de den deng di dian diao die ding diu dong dou
    du duan dui dun duo e ei en eng er fa fan fang fei fen feng fiao fo fou fu ga gai gan gang gao ge gei
    gen geng gong gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua
    huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan
    kang kao ke ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia
    lian liang liao lie lin ling liu lo long lou lu luan lue lun luo lv ma mai man mang mao me mei men meng
    mi mian miao mie min ming miu mo mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin
    ning niu nong nou nu nuan nue nun nuo nv o ou pa pai pan pang pao pei pen peng pi pian piao pie pin ping
    po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re ren reng ri rong
    rou ru rua ruan rui run ruo sa sai san sang sao se sen seng sha shai shan shang shao she shen sheng shi
    shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo ta tai tan tang tao te
    teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen weng wo wu xi xia xian
    xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue
    yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhua
    zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo
"""

# What is typed as either; the first form is indexed.
RESPELT = {"lve": "lue", "nve": "nue"}

_HAN_RUN = pattern(r"[\u3400-\u9fff\U00020000-\U0002a6df]+|.")


def title_pinyin(tokens: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the initials and the syllables of a folded title, one token each a literal token.

    Readings depend on neighbours (重庆 is chongqing, 重点 zhongdian), so that characters are read in runs. Where
    a run can be cut in another way that changes a reading (市长|寿区, 市|长寿|区), the whole title follows once
    more in that reading, behind ``SEAM``.
    """
    literal = "".join(token if len(token) == 1 else "\0" for token in tokens)
    spelt: list[str] = []
    others: list[_Other] = []
    for run in _HAN_RUN.findall(literal):
        if run == "\0":
            continue
        if run.isascii():
            spelt.append(run)
            continue
        cut = list(words(run))
        others += _other_readings(run, cut, len(spelt))
        for word in cut:
            spelt += _read_word(word)
    spellings = _combined(spelt, others) if others else [spelt]
    starts = dict.fromkeys(tuple(INITIAL + syllable[:1] for syllable in each) for each in spellings)
    wholes = [tuple(SYLLABLE + syllable for syllable in each) for each in spellings]
    return _joined(starts), _joined(wholes)


def _joined(readings: Iterable[Iterable[str]]) -> list[str]:
    return [token for each in readings for token in (SEAM, *each)][1:]


@dataclass(frozen=True)
class _Other:
    """Another reading of a part of a title: from which character on, and its syllables."""

    start: int
    syllables: tuple[str, ...]


def _combined(spelt: list[str], others: list[_Other]) -> list[list[str]]:
    """Return the readings of a title, the usual one first: all that two doubtful places can give, then one a place."""
    readings = [spelt]
    for other in others[:_MOST_OTHERS]:
        bases = readings if len(readings) < _COMBINED else [spelt]
        end = other.start + len(other.syllables)
        made = [[*base[: other.start], *other.syllables, *base[end:]] for base in bases]
        readings += [each for each in made if each not in readings]
    return readings


def _other_readings(run: str, cut: list[str], before: int) -> Iterator[_Other]:
    """Yield how parts of a run are read if a phrase counts that begins inside one of its words and ends outside.

    ``before`` is the number of characters of the title before the run.
    """
    end = 0
    for word, follower in zip(cut, (*cut[1:], ""), strict=True):
        first, end = end, end + len(word)
        if len(word) == 1:
            continue
        if first and word[0] == _OF:
            apart = (*_read(_OF), *_read(word[1:]))
            if apart != _read_word(word):
                yield _Other(before + first, apart)
        for inside in _doubtful(word, follower[:1]):
            phrase = _phrase_across(run, first + inside, end)
            if not phrase:
                continue
            behind = first + inside + len(phrase)
            ends = list(accumulate(map(len, cut)))
            last = ends[bisect_left(ends, behind)]
            other = (*_read(word[:inside]), *_read_word(phrase), *_read(run[behind:last]))
            if other != _read(run[first:last]):
                yield _Other(before + first, other)


# Hardly any two signs at the edge of two words begin a phrase, and the same words meet again and again.
@lru_cache(maxsize=1 << 16)
def _doubtful(word: str, follower: str) -> tuple[int, ...]:
    """Return at which signs of a word a phrase may begin that has the sign behind the word too."""
    if not follower:
        return ()
    begins = readings().begins
    return tuple(inside for inside in range(1, len(word)) if begins(word[inside:] + follower))


def _phrase_across(run: str, start: int, edge: int) -> str:
    """Return the longest phrase that begins at ``start`` and ends behind ``edge``; empty if there is none."""
    known = readings()
    end, size, found = edge + 1, len(run), ""
    while end <= size and known.begins(run[start:end]):
        if known.knows(run[start:end]):
            found = run[start:end]
        end += 1
    return found


def _read(run: str) -> tuple[str, ...]:
    return tuple(syllable for word in words(run) for syllable in _read_word(word))


# Titles are made of a few thousand words.
@lru_cache(maxsize=1 << 16)
def _read_word(word: str) -> tuple[str, ...]:
    return tuple(RESPELT.get(syllable, syllable) for syllable in readings().read(word))


def table() -> dict[str, object]:
    """Return what the search page needs to send a query in pinyin."""
    return {"initial": INITIAL, "syllable": SYLLABLE, "syllables": SYLLABLES.split(), "respelt": RESPELT}
