"""What a head declares is the same whether the validator of documents told it or not."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.kinds.heads import DocumentDeclaration
from generator.load.documents.plain_document import declare_plain

_KEYS = [key for key in DocumentDeclaration.model_fields if key not in ("title", "issuer", "published")]
_TEXTS = st.sampled_from(
    [
        "",
        " ",
        "通知",
        " 两  个\u3000空格 ",
        "有效",
        " 有效",
        "失效",
        "2026-03-02",
        "2026-02-30",
        "2026-3-2 ",
        "12",
    ]
)
_PLAIN = st.one_of(st.none(), _TEXTS)
_VALUES = st.one_of(
    _PLAIN,
    st.lists(_PLAIN, max_size=2),
    st.dictionaries(st.sampled_from(["first", "second", "third", "初审", "background"]), _PLAIN, max_size=3),
)
_NEEDED = st.fixed_dictionaries(
    {
        "title": st.one_of(st.just("通知"), _VALUES),
        "issuer": st.one_of(st.just("区政府"), _VALUES),
        "published": st.one_of(
            st.sampled_from(["2026-03-02", "2026-03-02 09:30", "2026-03-02 25:30"]), _VALUES
        ),
    }
)
_HEADS = st.builds(
    lambda needed, further: needed | further,
    _NEEDED,
    st.dictionaries(st.sampled_from([*_KEYS, "nonsense"]), _VALUES, max_size=5),
)


@settings(max_examples=400)
@given(_HEADS)
@example({"title": "通知", "issuer": "区政府", "published": "2026-03-02", "review": {"first": " 张 某 "}})
@example({"title": "通知", "issuer": "区政府", "published": "2026-03-02", "topics": "稳就业", "signed": None})
@example({"title": " ", "issuer": "区政府", "published": "2026-03-02"})
def test_what_is_declared_without_the_validator_is_what_it_says(head: dict[str, object]) -> None:
    quick = declare_plain(head)
    if quick is None:
        return
    try:
        slow = DocumentDeclaration.model_validate(head)
    except ValidationError as error:
        raise AssertionError(f"the validator finds fault with {head}") from error
    assert quick == slow
    assert quick.model_fields_set == slow.model_fields_set
    assert quick.review.model_fields_set == slow.review.model_fields_set


def test_the_keys_of_most_documents_need_no_validator() -> None:
    head = {"title": "通知", "issuer": "区政府", "published": "2026-03-02 09:30"}
    head |= {
        "doc_no": "示例府办发〔2026〕6号",
        "signed": "2026-03-01",
        "validity": "有效",
        "topics": "稳就业",
    }
    assert declare_plain(head) is not None
